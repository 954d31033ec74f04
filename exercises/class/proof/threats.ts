/**
 * What a submission may try, row by row of the design's list of threats, and where it is proven what comes of it: a specimen of the corpus, which every
 * level of isolation and the page grade and the forgery oracle grades once more; or a test, by its file and its words.
 */
export interface Threat {
  readonly row: number;
  readonly tries: string;
  readonly proofs: readonly string[];
}

const threat = (row: number, tries: string, ...proofs: readonly string[]): Threat => ({ row, tries, proofs });

export const threats: readonly Threat[] = [
  threat(1, 'an endless loop', 'TIME_LIMIT/endless-loop', 'TIME_LIMIT/loop-while-loading'),
  threat(2, 'an endless chain of microtasks', 'TIME_LIMIT/microtask-loop'),
  threat(3, 'a built-in that loops where nothing can interrupt it', 'TIME_LIMIT/built-in-loop'),
  threat(4, 'a promise that never settles', 'RUNTIME_ERROR/promise-never-settles'),
  threat(5, 'sleeps for ever', 'TIME_LIMIT/sleeps-for-ever'),
  threat(6, 'a loop in WebAssembly', 'TIME_LIMIT/wasm-loop'),
  threat(7, 'a regular expression that backtracks for ever', 'TIME_LIMIT/regular-expression'),
  threat(8, 'a huge integer, a sort without end', 'TIME_LIMIT/huge-integer', 'TIME_LIMIT/sort-without-end'),
  threat(9, 'typed arrays until the memory is full', 'MEMORY_LIMIT/typed-arrays', 'MEMORY_LIMIT/one-typed-array', 'MEMORY_LIMIT/growable-buffer'), // biome-ignore format: one line reads better
  threat(10, 'objects until the memory is full', 'MEMORY_LIMIT/heap'),
  threat(11, 'a flood of output', 'OUTPUT_LIMIT/console-flood', 'OUTPUT_LIMIT/console-few-long-lines'),
  threat(12, 'a result of a billion cells', 'OUTPUT_LIMIT/billion-cells', 'OUTPUT_LIMIT/deep-answer'),
  threat(13, 'ends the program', 'EARLY_EXIT/exit-while-loading', 'EARLY_EXIT/exit-in-the-call', 'EARLY_EXIT/exit-13'),
  threat(14, 'kills the grader', 'LOAD_ERROR/kills-the-grader', 'LOAD_ERROR/debugger-by-signal'),
  threat(15, 'throws what throws when it is looked at', 'RUNTIME_ERROR/hostile-error'),
  threat(16, 'a Proxy that lies', 'WRONG_TYPE/proxy', 'WRONG_TYPE/proxies-as-rows'),
  threat(17, 'a subclass that overrides what it inherits', 'PASS/subclass-of-array', 'MEMORY_LIMIT/typed-array-subclass'),
  threat(18, 'getters and a `then` that throw', 'RUNTIME_ERROR/answer-that-throws', 'WRONG_TYPE/thenable-answer', 'LOAD_ERROR/thenable-module'), // biome-ignore format: one line reads better
  threat(19, 'patches what the language brings', 'WRONG_ANSWER/patched-built-ins', 'WRONG_ANSWER/index-setters'),
  threat(20, 'forges frames', 'LOAD_ERROR/frames-by-descriptor', 'LOAD_ERROR/frames-by-message', 'WRONG_TYPE/verdict'),
  threat(21, 'garbage where frames are read', 'grader/protocol.test.ts: never throws and keeps no more than its caps, whatever the bytes are', 'grader/hostile.test.ts: takes forged frames for answers or for a breach, never for a verdict'), // biome-ignore format: one line reads better
  threat(22, 'looks for the right answers', 'RUNTIME_ERROR/reads-files', 'LOAD_ERROR/memory-of-the-grader', 'BAD_SUBMISSION/import-of-the-check'), // biome-ignore format: one line reads better
  threat(23, 'imports what it is to write', 'BAD_SUBMISSION/import-of-the-framework'),
  threat(24, 'files, processes, databases, bindings', 'BAD_SUBMISSION/static-import', 'BAD_SUBMISSION/dynamic-import', 'RUNTIME_ERROR/opens-a-database', 'LOAD_ERROR/internal-bindings'), // biome-ignore format: one line reads better
  threat(25, 'the network', 'LOAD_ERROR/network', 'grader/corpus.test.ts: namespaces: the network and the grader can be reached'),
  threat(26, 'secrets of the environment', 'LOAD_ERROR/environment', 'class/walls.test.ts: get nothing out of bubblewrap'),
  threat(27, 'workers, and itself again and again', 'RUNTIME_ERROR/starts-a-worker', 'RUNTIME_ERROR/fork-bomb'),
  threat(28, 'a process that outlives it', 'RUNTIME_ERROR/starts-a-program', 'class/walls.test.ts: get nothing out of bubblewrap'),
  threat(29, 'code out of a text', 'RUNTIME_ERROR/code-from-text', 'RUNTIME_ERROR/function-from-text'),
  threat(30, 'prototypes, by JSON and by hand', 'WRONG_ANSWER/pollutes-prototypes', 'WRONG_TYPE/key-of-the-prototype'),
  threat(31, 'links, pipes and devices', 'class/handIn.test.ts: refuses links, hard links, folders and pipes in an answer’s place', 'class/handIn.test.ts: goes into no folder that is a link'), // biome-ignore format: one line reads better
  threat(32, 'too many files, too deep, too large, small ones that mean large ones', 'class/handIn.test.ts: refuses everything where there are too many files, or folders too deep', 'class/handIn.test.ts: refuses a file that is too large, and reads one that just fits', 'class/queue/queue.test.ts: is not blown up by a small file that means a large one'), // biome-ignore format: one line reads better
  threat(33, 'no text', 'grader/intake.test.ts: says at which byte it stops being text', 'grader/hostile.test.ts: says where a file stops being text'), // biome-ignore format: one line reads better
  threat(34, 'a byte order mark, CRLF, no last line feed', 'PASS/byte-order-mark-and-crlf'),
  threat(35, 'does not parse', 'LOAD_ERROR/syntax', 'grader/parserProcess.test.ts: 2.4 kB of parentheses are a mistake of loading, told by line and column'), // biome-ignore format: one line reads better
  threat(36, 'wrong types that run', 'PASS/type-error'),
  threat(37, 'TypeScript that is more than types', 'LOAD_ERROR/enum', 'LOAD_ERROR/namespace', 'LOAD_ERROR/parameter-property'),
  threat(38, 'another name, or none', 'LOAD_ERROR/wrong-export', 'LOAD_ERROR/default-export', 'LOAD_ERROR/no-export'),
  threat(39, 'a promise in the place of an answer', 'WRONG_TYPE/promise'),
  threat(40, 'another answer each time', 'NONDETERMINISTIC/counts-calls'),
  threat(41, 'no number, infinity, minus zero', 'WRONG_ANSWER/not-a-number', 'WRONG_ANSWER/infinite', 'WRONG_ANSWER/minus-zero-and-rounding'), // biome-ignore format: one line reads better
  threat(42, 'changes its arguments', 'PASS/changed-arguments'),
  threat(43, 'keeps a view of its answer', 'PASS/same-object-again', 'PASS/keeps-a-view'),
  threat(44, 'another type or shape', 'WRONG_SHAPE/flat', 'WRONG_SHAPE/ragged', 'WRONG_TYPE/typed-rows', 'WRONG_TYPE/texts', 'WRONG_TYPE/nothing'), // biome-ignore format: one line reads better
  threat(45, 'recursion without an end', 'RUNTIME_ERROR/recursion'),
  threat(46, 'rejections and timers after it returned', 'PASS/ignored-rejection', 'PASS/timers-after-return'),
  threat(47, 'knows the cases by heart', 'WRONG_ANSWER/remembers-the-cases', 'grader/fresh.test.ts: a table of the practice cases earns no part'), // biome-ignore format: one line reads better
  threat(48, 'tells hidden inputs through what it says', 'class/gradebook.test.ts: Gradescope gets tests whose points add up, and nothing that a program said'), // biome-ignore format: one line reads better
  threat(49, 'behaves otherwise when it is graded', 'grader/fresh.test.ts: counting calls does not tell which case comes', 'class/queue/queue.test.ts: comes to the verdicts of this machine, in shares, and a task holds no right answer'), // biome-ignore format: one line reads better
  threat(50, 'a hostile id, a hostile name', 'class/tables.test.ts: takes only ids that are safe as names of folders', 'class/tables.test.ts: holds no cell that a spreadsheet would take for a formula, whatever the text', 'class/gradebook.test.ts: is one file without scripts, in which nobody’s text is markup'), // biome-ignore format: one line reads better
  threat(51, 'escape sequences', 'PASS/escape-sequences', 'grader/explain.test.ts: let no escape sequence of the student through to the terminal'), // biome-ignore format: one line reads better
];
