/** How a class of numbers is asked: a few lines of code, as one would write them, are carried out with it. */

/** `b = a.add(3)` taken apart. */
interface Line {
  readonly times: number;
  /** What the result is called; '' where there is none. */
  readonly name: string;
  /** Of `new Value(3)`: the number. */
  readonly data: number | null;
  readonly of: string;
  readonly method: string;
  /** A plain number, the name of a value, or '' for nothing. */
  readonly argument: number | string;
}

const LINE = /^(?:(\d+) times )?(?:(\w+) = )?(?:new Value\((.+)\)|(\w+)\.(\w+)\((.*)\))$/;

function read(text: string): Line {
  const [, times = '1', name = '', data, of = '', method = '', written = ''] = LINE.exec(text) ?? [];
  const argument = written === '' || Number.isNaN(Number(written)) ? written : Number(written);
  return { times: Number(times), name, data: data === undefined ? null : Number(data), of, method, argument };
}

/** What lines are carried out with. */
export interface Engine<V> {
  readonly make: (data: number, name: string) => V;
  readonly call: (value: V, method: string, argument: V | number | null) => V;
}

/** All values by their names, and which were made by `new` and which were walked back from. */
export function carryOut<V>(lines: readonly string[], { make, call }: Engine<V>) {
  const values = new Map<string, V>();
  const leaves: string[] = [];
  const roots: string[] = [];
  for (const { times, name, data, of, method, argument } of lines.map(read)) {
    if (data !== null) {
      values.set(name, make(data, name));
      leaves.push(name);
      continue;
    }
    if (method === 'backward') roots.push(of);
    for (let i = 0; i < times; i++) {
      const other = typeof argument === 'number' ? argument : argument === '' ? null : values.get(argument)!;
      const made = call(values.get(of)!, method, other);
      if (name !== '') values.set(name, made);
    }
  }
  return { values, leaves, roots };
}

interface ValueLike {
  readonly data: number;
  readonly grad: number;
}

/** What a student's class comes to: `c.data` of what was walked back from, `a.grad` of every leaf. */
export function drive(student: { readonly Value: new (data: number) => ValueLike }, lines: readonly string[]) {
  const { values, leaves, roots } = carryOut<ValueLike>(lines, {
    make: (data) => new student.Value(data),
    call: (value, method, argument) => {
      const methods = value as unknown as Record<string, (argument?: ValueLike | number) => ValueLike>;
      return argument === null ? methods[method]!() : methods[method]!(argument);
    },
  });
  return Object.fromEntries([
    ...roots.map((name) => [`${name}.data`, values.get(name)!.data] as const),
    ...leaves.map((name) => [`${name}.grad`, values.get(name)!.grad] as const),
  ]);
}
