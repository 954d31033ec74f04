/**
 * Every small change to a file that a test should notice: a comparison turned, a condition made always true, a number one off, a call
 * left out. What an error says to a developer is left alone, and types are no code.
 */
import ts from 'typescript-6';

export interface Mutant {
  readonly line: number;
  /** `a < b → a <= b`. */
  readonly change: string;
  readonly source: string;
}

const swaps: Readonly<Record<string, string>> = {
  '===': '!==',
  '!==': '===',
  '<': '<=',
  '<=': '<',
  '>': '>=',
  '>=': '>',
  '&&': '||',
  '||': '&&',
  '+': '-',
  '-': '+',
  '*': '/',
  '+=': '-=',
  '??': '&&',
  '<<': '>>',
  '|': '&',
};

const isTypeOnly = (node: ts.Node): boolean =>
  ts.isTypeNode(node) ||
  ts.isInterfaceDeclaration(node) ||
  ts.isTypeAliasDeclaration(node) ||
  ts.isImportDeclaration(node);

/** What takes a node's place, each for itself. */
function replacements(node: ts.Node, text: string): readonly string[] {
  if (ts.isBinaryExpression(node)) {
    const operator = node.operatorToken.getText();
    const swap = swaps[operator];
    if (swap === undefined) return [];
    const [left, right] = [node.left.getText(), node.right.getText()];
    // Joining texts: `-` would be no number and say nothing new.
    if (operator === '+' && /['"`]/.test(left + right)) return [];
    return [`${left} ${swap} ${right}`];
  }
  if (ts.isConditionalExpression(node)) {
    const [yes, no] = [node.whenTrue.getText(), node.whenFalse.getText()];
    return [`(true ? ${yes} : ${no})`, `(false ? ${yes} : ${no})`];
  }
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken)
    return [node.operand.getText()];
  if (node.kind === ts.SyntaxKind.TrueKeyword) return ['false'];
  if (node.kind === ts.SyntaxKind.FalseKeyword) return ['true'];
  if (ts.isNumericLiteral(node)) return [`(${text} + 1)`];
  if (ts.isStringLiteral(node)) return [text.length > 2 ? "''" : "'changed'"];
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
    const name = node.expression.name.getText();
    const other = name === 'every' ? 'some' : name === 'some' ? 'every' : null;
    if (other !== null)
      return [
        `${node.expression.expression.getText()}.${other}(${node.arguments.map((one) => one.getText()).join(', ')})`,
      ];
  }
  return [];
}

/** Every change to a source, in the order of its places. */
export function mutantsOf(path: string, source: string): readonly Mutant[] {
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true);
  const mutants: Mutant[] = [];
  const put = (node: ts.Node, text: string): void => {
    const [from, to] = [node.getStart(), node.getEnd()];
    const old = source.slice(from, to).replace(/\s+/g, ' ');
    mutants.push({
      line: file.getLineAndCharacterOfPosition(from).line + 1,
      change: `${old.slice(0, 60)} → ${text.replace(/\s+/g, ' ').slice(0, 60) || 'nothing'}`,
      source: source.slice(0, from) + text + source.slice(to),
    });
  };
  const visit = (node: ts.Node): void => {
    if (isTypeOnly(node) || ts.isThrowStatement(node)) {
      if (ts.isThrowStatement(node)) put(node, '{}');
      return;
    }
    // A key is a name, not a value.
    const isKey = ts.isPropertyAssignment(node.parent ?? node) && (node.parent as ts.PropertyAssignment).name === node;
    if (!isKey) for (const text of replacements(node, node.getText())) put(node, text);
    if (ts.isIfStatement(node) || ts.isWhileStatement(node)) {
      if (ts.isIfStatement(node)) put(node.expression, 'true');
      put(node.expression, 'false');
    }
    if (ts.isExpressionStatement(node)) put(node, ';');
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(file, visit);
  return mutants;
}
