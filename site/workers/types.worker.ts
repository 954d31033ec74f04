/**
 * Checks the types of what a reader writes, and completes names, with the TypeScript compiler. It is large, so the page starts
 * this worker only when somebody types in the code editor. It runs nothing of what it reads.
 */
import library from 'virtual:declarations/library';
import compilerUrl from 'typescript-6/lib/typescript.js?url';

/** As much of the compiler's interface as is used here. */
interface Compiler {
  createLanguageService(host: object): Service;
  ScriptSnapshot: { fromString(text: string): unknown };
  flattenDiagnosticMessageText(text: unknown, newLine: string): string;
}

interface Diagnostic {
  readonly start?: number;
  readonly length?: number;
  readonly messageText: unknown;
  readonly category: number;
}

interface Service {
  getSemanticDiagnostics(path: string): readonly Diagnostic[];
  getSyntacticDiagnostics(path: string): readonly Diagnostic[];
  getCompletionsAtPosition(
    path: string,
    at: number,
    options: object,
  ): { readonly entries: readonly Entry[] } | undefined;
}

interface Entry {
  readonly name: string;
  readonly kind: string;
  readonly sortText: string;
}

export interface Problem {
  readonly from: number;
  readonly to: number;
  readonly message: string;
}

export interface Completion {
  readonly label: string;
  readonly type: string;
}

export type TypesRequest = { readonly id: number; readonly code: string; readonly framework: boolean } & (
  | { readonly want: 'problems' }
  | { readonly want: 'completions'; readonly at: number }
);

const answerPath = '/answer.ts';
const MAX_PROBLEMS = 50;

// The enumerations' numbers: ES2023, module "preserve", resolution "bundler".
const options = {
  target: 10,
  module: 200,
  moduleResolution: 100,
  lib: ['lib.es2023.d.ts'],
  noEmit: true,
  types: [],
  allowImportingTsExtensions: true,
  skipLibCheck: true,
  paths: { '#framework': ['/framework/index.d.ts'], '#framework/*': ['/framework/*'] },
};

/** What an answer has beside JavaScript itself. */
const globals = 'declare const console: { log(...values: unknown[]): void; error(...values: unknown[]): void; warn(...values: unknown[]): void; info(...values: unknown[]): void };\ndeclare function structuredClone<T>(value: T): T;\n'; // biome-ignore format: one line reads better

const files = new Map<string, string>([...Object.entries(library), ['/globals.d.ts', globals]]);
let code = '';
let version = 0;
let service: Promise<{ ts: Compiler; service: Service }> | null = null;
let knowsFramework = false;

async function start(): Promise<{ ts: Compiler; service: Service }> {
  const text = await (await fetch(compilerUrl)).text();
  // The compiler is a script that leaves a variable behind, not a module. It is ours, and this worker holds nothing else.
  // biome-ignore lint/security/noGlobalEval: see above
  const ts = globalThis.eval(`${text}\n;ts`) as Compiler;
  const host = {
    getScriptFileNames: () => [answerPath, '/globals.d.ts'],
    getScriptVersion: (path: string) => (path === answerPath ? String(version) : '0'),
    getScriptSnapshot: (path: string) => {
      const content = path === answerPath ? code : files.get(path);
      return content === undefined ? undefined : ts.ScriptSnapshot.fromString(content);
    },
    getCurrentDirectory: () => '/',
    getDefaultLibFileName: () => '/lib.es2023.d.ts',
    getCompilationSettings: () => options,
    getProjectVersion: () => `${version} ${knowsFramework}`,
    fileExists: (path: string) => path === answerPath || files.has(path),
    readFile: (path: string) => files.get(path),
    directoryExists: () => true,
    getDirectories: () => [],
  };
  return { ts, service: ts.createLanguageService(host) };
}

async function addFramework(): Promise<void> {
  if (knowsFramework) return;
  const { default: framework } = await import('virtual:declarations/framework');
  for (const [path, text] of Object.entries(framework)) files.set(path, text);
  knowsFramework = true;
}

function problems(ts: Compiler, checker: Service): readonly Problem[] {
  // A text that does not parse is told once it is run; while somebody types, it hardly ever does.
  if (checker.getSyntacticDiagnostics(answerPath).length > 0) return [];
  return checker
    .getSemanticDiagnostics(answerPath)
    .slice(0, MAX_PROBLEMS)
    .map(({ start: from = 0, length = 1, messageText }) => ({
      from,
      to: from + length,
      message: ts.flattenDiagnosticMessageText(messageText, '\n'),
    }));
}

function completions(checker: Service, at: number): readonly Completion[] {
  const found = checker.getCompletionsAtPosition(answerPath, at, { includeCompletionsForModuleExports: false });
  return (found?.entries ?? []).map(({ name, kind }) => ({ label: name, type: kind }));
}

addEventListener('message', async ({ data }: MessageEvent<TypesRequest>) => {
  service ??= start();
  const { ts, service: checker } = await service;
  if (data.framework) await addFramework();
  if (data.code !== code) version++;
  code = data.code;
  const answer = data.want === 'problems' ? problems(ts, checker) : completions(checker, data.at);
  postMessage({ id: data.id, answer });
});
