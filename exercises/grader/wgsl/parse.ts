/**
 * Reads a shader of the course's language: the part of WGSL that its kernels need. Everything else is one sentence that says what
 * it is, and where. Source of the grammar: WebGPU Shading Language, §3–§9.
 */
import type {
  Attribute,
  Declaration,
  Expression,
  FunctionNode,
  GlobalNode,
  Module,
  Parameter,
  Statement,
  StructNode,
  TypeNode,
} from './syntax.ts';
import { OutsideLanguage, type Place, type Token, tokensOf } from './tokens.ts';

/** Brackets in brackets, blocks in blocks: deeper than any program that is to be read. */
const DEEPEST = 64;
/** Operators in one row. */
const LONGEST = 200;

/** Names that take `<…>`. */
const generic = new Set(['array', 'vec2', 'vec3', 'vec4', 'atomic', 'bitcast', 'ptr', 'mat2x2', 'mat3x3', 'mat4x4']);

/** What WGSL has and the course does not, by the word it begins with. */
const notHere: Readonly<Record<string, string>> = {
  switch: '“switch” is not in the language of this course: write if and else.',
  override: '“override” is not in the language of this course: write const.',
  alias: '“alias” is not in the language of this course: write the type itself.',
  enable: '“enable” is not in the language of this course: f32, i32, u32 and bool are all there is.',
  requires: '“requires” is not in the language of this course.',
  diagnostic: '“diagnostic” is not in the language of this course.',
  const_assert: '“const_assert” is not in the language of this course.',
  discard: '“discard” belongs to fragment shaders; a compute shader returns.',
};

/** From weakest to strongest. */
const levels: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['|'],
  ['^'],
  ['&'],
  ['==', '!='],
  ['<', '>', '<=', '>='],
  ['<<', '>>'],
  ['+', '-'],
  ['*', '/', '%'],
];

const assigning = ['+=', '-=', '*=', '/=', '%=', '&=', '|=', '^=', '<<=', '>>='];

class Parser {
  private tokens: Token[];
  private at = 0;
  private depth = 0;

  constructor(text: string) {
    this.tokens = [...tokensOf(text)];
  }

  private get token(): Token {
    return this.tokens[this.at]!;
  }

  private fail(message: string, place: Place = this.token): never {
    throw new OutsideLanguage(place, message);
  }

  private describe({ kind, text }: Token): string {
    return kind === 'end' ? 'the end of the text' : `“${text}”`;
  }

  private is(text: string): boolean {
    return this.token.kind !== 'number' && this.token.text === text;
  }

  private take(): Token {
    const { token } = this;
    if (token.kind !== 'end') this.at++;
    return token;
  }

  private skip(text: string): boolean {
    if (!this.is(text)) return false;
    this.at++;
    return true;
  }

  private expect(text: string, where: string): Token {
    if (!this.is(text)) this.fail(`“${text}” is missing ${where}: here stands ${this.describe(this.token)}.`);
    return this.take();
  }

  private name(what: string): Token {
    if (this.token.kind !== 'name') this.fail(`A name is missing ${what}: here stands ${this.describe(this.token)}.`);
    return this.take();
  }

  private deeper<T>(work: () => T): T {
    if (++this.depth > DEEPEST) this.fail('This is nested too deeply.');
    const made = work();
    this.depth--;
    return made;
  }

  // The program.

  module(): Module {
    const structs: StructNode[] = [];
    const globals: GlobalNode[] = [];
    const functions: FunctionNode[] = [];
    while (this.token.kind !== 'end') {
      if (this.skip(';')) continue;
      const attributes = this.attributes();
      const { token } = this;
      if (Object.hasOwn(notHere, token.text)) this.fail(notHere[token.text]!);
      if (this.is('struct')) structs.push(this.struct());
      else if (this.is('fn')) functions.push(this.function(attributes));
      else if (this.is('var') || this.is('const'))
        globals.push({ ...this.placeOf(token), attributes, what: this.declaration() });
      else this.fail(`A shader consists of struct, var, const and fn: here stands ${this.describe(token)}.`);
    }
    return { structs, globals, functions };
  }

  private placeOf({ line, column }: Place): Place {
    return { line, column };
  }

  private attributes(): readonly Attribute[] {
    const found: Attribute[] = [];
    while (this.is('@')) {
      const place = this.placeOf(this.take());
      const name = this.name('behind @').text;
      found.push({ ...place, name, args: this.is('(') ? this.arguments() : [] });
    }
    return found;
  }

  private struct(): StructNode {
    const place = this.placeOf(this.take());
    const name = this.name('behind struct').text;
    this.expect('{', `behind struct ${name}`);
    const fields = this.parameters('}');
    this.skip(';');
    return { ...place, name, fields };
  }

  private parameters(end: string): readonly Parameter[] {
    const found: Parameter[] = [];
    while (!this.skip(end)) {
      const attributes = this.attributes();
      const { text: name, ...place } = this.name('here');
      this.expect(':', `behind ${name}`);
      found.push({ ...this.placeOf(place), name, type: this.type(), attributes });
      if (!this.skip(',')) {
        this.expect(end, 'at the end of the list');
        break;
      }
    }
    return found;
  }

  private function(attributes: readonly Attribute[]): FunctionNode {
    const place = this.placeOf(this.take());
    const name = this.name('behind fn').text;
    this.expect('(', `behind fn ${name}`);
    const parameters = this.parameters(')');
    const returns = this.skip('->') ? this.type() : null;
    return { ...place, name, attributes, parameters, returns, body: this.block() };
  }

  private declaration(): Declaration {
    const { text, ...token } = this.take();
    const how = text as Declaration['how'];
    let [space, access] = ['', ''];
    if (how === 'var' && this.skip('<')) {
      space = this.name('between < and >').text;
      if (this.skip(',')) access = this.name('behind the comma').text;
      this.closeTemplate();
    }
    const { text: name } = this.name(`behind ${how}`);
    const type = this.skip(':') ? this.type() : null;
    const value = this.skip('=') ? this.expression() : null;
    this.expect(';', `behind the declaration of ${name}`);
    return { ...this.placeOf(token), how, space, access, name, type, value };
  }

  type(): TypeNode {
    return this.deeper(() => {
      const { text: name, ...token } = this.name('where a type belongs');
      return { name, ...this.placeOf(token), ...this.template() };
    });
  }

  private template(): Pick<TypeNode, 'of' | 'size'> {
    if (!this.skip('<')) return { of: null, size: null };
    const of = this.type();
    const size = this.skip(',') ? this.binary(levels.length - 2) : null;
    this.closeTemplate();
    return { of, size };
  }

  /** `>>` may close two at once. */
  private closeTemplate(): void {
    const { token } = this;
    if (token.kind === 'sign' && token.text.startsWith('>') && token.text.length > 1) {
      this.tokens[this.at] = { ...token, text: token.text.slice(1), column: token.column + 1 };
      return;
    }
    this.expect('>', 'here');
  }

  // Statements.

  private block(): Statement {
    return this.deeper(() => {
      const place = this.placeOf(this.expect('{', 'where a block begins'));
      const body: Statement[] = [];
      while (!this.skip('}')) {
        if (this.token.kind === 'end') this.fail('“}” is missing: the text ends inside a block.');
        if (!this.skip(';')) body.push(this.statement());
      }
      return { ...place, kind: 'block', body };
    });
  }

  private statement(): Statement {
    const { token } = this;
    const place = this.placeOf(token);
    if (this.is('{')) return this.block();
    if (token.kind === 'name') {
      if (Object.hasOwn(notHere, token.text)) this.fail(notHere[token.text]!);
      switch (token.text) {
        case 'var':
        case 'let':
        case 'const':
          return { ...place, kind: 'declare', what: this.declaration() };
        case 'if':
          return this.deeper(() => this.conditional());
        case 'for':
          return this.forLoop();
        case 'while':
          return this.whileLoop();
        case 'loop':
          return this.endlessLoop();
        case 'return': {
          this.take();
          const value = this.is(';') ? null : this.expression();
          this.expect(';', 'behind return');
          return { ...place, kind: 'return', value };
        }
        case 'break':
        case 'continue':
          this.take();
          this.expect(';', `behind ${token.text}`);
          return { ...place, kind: token.text };
      }
    }
    const made = this.simple();
    this.expect(';', 'at the end of the statement');
    return made;
  }

  private conditional(): Statement {
    const place = this.placeOf(this.take());
    const test = this.expression();
    const yes = this.block();
    if (!this.skip('else')) return { ...place, kind: 'if', test, yes, no: null };
    const no = this.is('if') ? this.deeper(() => this.conditional()) : this.block();
    return { ...place, kind: 'if', test, yes, no };
  }

  private forLoop(): Statement {
    const place = this.placeOf(this.take());
    this.expect('(', 'behind for');
    let first: Statement | null = null;
    if (!this.skip(';')) {
      const start = this.placeOf(this.token);
      if (this.is('var') || this.is('let') || this.is('const'))
        first = { ...start, kind: 'declare', what: this.declaration() };
      else {
        first = this.simple();
        this.expect(';', 'in for (…)');
      }
    }
    const test = this.is(';') ? null : this.expression();
    this.expect(';', 'behind the condition of for');
    const next = this.is(')') ? null : this.simple();
    this.expect(')', 'at the end of for (…)');
    return { ...place, kind: 'for', first, test, next, body: this.block() };
  }

  private whileLoop(): Statement {
    const place = this.placeOf(this.take());
    const test = this.expression();
    return { ...place, kind: 'for', first: null, test, next: null, body: this.block() };
  }

  /** `loop { … continuing { … break if …; } }` */
  private endlessLoop(): Statement {
    const place = this.placeOf(this.take());
    const start = this.placeOf(this.expect('{', 'behind loop'));
    const body: Statement[] = [];
    let next: Statement | null = null;
    let until: Expression | null = null;
    while (!this.skip('}')) {
      if (this.token.kind === 'end') this.fail('“}” is missing: the text ends inside a loop.');
      if (this.skip(';')) continue;
      if (next !== null) this.fail('“continuing” is the last part of a loop.');
      if (this.is('continuing')) [next, until] = this.continuing();
      else body.push(this.statement());
    }
    return { ...place, kind: 'loop', body: { ...start, kind: 'block', body }, next, until };
  }

  private continuing(): [Statement, Expression | null] {
    const place = this.placeOf(this.take());
    this.expect('{', 'behind continuing');
    const body: Statement[] = [];
    let until: Expression | null = null;
    while (!this.skip('}')) {
      if (this.token.kind === 'end') this.fail('“}” is missing: the text ends inside a loop.');
      if (this.skip(';')) continue;
      if (until !== null) this.fail('“break if” is the last line of a loop.');
      if (this.is('break')) {
        this.take();
        this.expect('if', 'behind break');
        until = this.expression();
        this.expect(';', 'behind break if');
      } else body.push(this.statement());
    }
    return [{ ...place, kind: 'block', body }, until];
  }

  /** An assignment or a call, without its semicolon. */
  private simple(): Statement {
    const place = this.placeOf(this.token);
    if (this.skip('_')) {
      this.expect('=', 'behind _');
      return { ...place, kind: 'assign', to: null, sign: '', value: this.expression() };
    }
    if (this.is('*')) this.fail('Pointers are not in the language of this course.');
    const to = this.postfix();
    if (this.skip('=')) return { ...place, kind: 'assign', to, sign: '', value: this.expression() };
    for (const sign of ['++', '--'])
      if (this.skip(sign)) return { ...place, kind: 'assign', to, sign: sign[0]!, value: { ...place, kind: 'number', text: '1' } }; // biome-ignore format: one line reads better
    const sign = assigning.find((one) => this.is(one));
    if (sign !== undefined) {
      this.take();
      return { ...place, kind: 'assign', to, sign: sign.slice(0, -1), value: this.expression() };
    }
    if (to.kind !== 'call') this.fail(`A statement assigns or calls: here stands ${this.describe(this.token)}.`);
    return { ...place, kind: 'call', call: to };
  }

  // Expressions.

  expression(): Expression {
    return this.deeper(() => this.binary(0));
  }

  private binary(level: number): Expression {
    const mine = levels[level];
    if (mine === undefined) return this.unary();
    let left = this.binary(level + 1);
    for (let count = 0; this.token.kind === 'sign' && mine.includes(this.token.text); count++) {
      if (count >= LONGEST) this.fail('This expression is too long: give a part of it a name.');
      const { text: sign, ...token } = this.take();
      left = { ...this.placeOf(token), kind: 'binary', sign, left, right: this.binary(level + 1) };
    }
    return left;
  }

  private unary(): Expression {
    const { token } = this;
    if (token.kind === 'sign' && ['-', '!', '~'].includes(token.text)) {
      this.take();
      return { ...this.placeOf(token), kind: 'unary', sign: token.text, of: this.deeper(() => this.unary()) };
    }
    if (this.is('--')) {
      this.take();
      const place = this.placeOf(token);
      const inner = this.deeper(() => this.unary());
      return { ...place, kind: 'unary', sign: '-', of: { ...place, kind: 'unary', sign: '-', of: inner } };
    }
    if (this.is('&')) {
      this.take();
      return { ...this.placeOf(token), kind: 'unary', sign: '&', of: this.deeper(() => this.unary()) };
    }
    if (this.is('*')) this.fail('Pointers are not in the language of this course.');
    return this.postfix();
  }

  private postfix(): Expression {
    let made = this.primary();
    for (let count = 0; ; count++) {
      if (count >= LONGEST) this.fail('This expression is too long: give a part of it a name.');
      const place = this.placeOf(this.token);
      if (this.skip('[')) {
        const by = this.expression();
        this.expect(']', 'behind the index');
        made = { ...place, kind: 'index', of: made, by };
      } else if (this.skip('.'))
        made = { ...place, kind: 'member', of: made, name: this.name('behind the point').text };
      else return made;
    }
  }

  private primary(): Expression {
    const { token } = this;
    const place = this.placeOf(token);
    if (token.kind === 'number') return { ...place, kind: 'number', text: this.take().text };
    if (this.skip('(')) {
      const inner = this.expression();
      this.expect(')', 'behind the expression');
      return inner;
    }
    if (token.kind !== 'name') this.fail(`A value is missing: here stands ${this.describe(token)}.`);
    const { text: name } = this.take();
    if (name === 'true' || name === 'false') return { ...place, kind: 'bool', value: name === 'true' };
    const template = generic.has(name) && this.is('<') ? this.template() : { of: null, size: null };
    const callee: TypeNode = { ...place, name, ...template };
    return this.is('(') ? { ...place, kind: 'call', callee, args: this.arguments() } : { ...place, kind: 'name', name };
  }

  private arguments(): readonly Expression[] {
    this.expect('(', 'here');
    const args: Expression[] = [];
    while (!this.skip(')')) {
      args.push(this.expression());
      if (!this.skip(',')) {
        this.expect(')', 'behind the arguments');
        break;
      }
    }
    return args;
  }
}

/** A shader's text as a tree. Throws OutsideLanguage. */
export const parseShader = (text: string): Module => new Parser(text).module();
