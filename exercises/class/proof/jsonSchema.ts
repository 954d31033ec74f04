/** As much of JSON Schema as verdict.schema.json uses, so that its files can be held against it. A word that is not known here is an error, never ignored. */

export type Schema = { readonly [key: string]: unknown };

const known = new Set([
  '$schema',
  '$id',
  '$ref',
  '$defs',
  'title',
  'type',
  'const',
  'enum',
  'anyOf',
  'required',
  'properties',
  'additionalProperties',
  'items',
  'minItems',
  'minimum',
  'maxLength',
  'pattern',
]);

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value;
}

const isOfType = (value: unknown, type: string): boolean =>
  type === 'integer' ? Number.isInteger(value) : type === 'number' ? Number.isFinite(value) : typeOf(value) === type;

function resolve(schema: Schema, root: Schema): Schema {
  const { $ref } = schema;
  if (typeof $ref !== 'string') return schema;
  return $ref
    .slice(2)
    .split('/')
    .reduce<unknown>((at, key) => (at as Schema)[key], root) as Schema;
}

/** Everything in which a value breaks the schema, with its place; empty when it keeps to it. */
export function complaintsOf(value: unknown, given: Schema, root: Schema = given, at = 'value'): string[] {
  const schema = resolve(given, root);
  const unknown = Object.keys(schema).find((key) => !known.has(key));
  if (unknown !== undefined) throw new Error(`the schema says “${unknown}”, which is not understood here`);
  const said: string[] = [];
  const types = schema['type'] === undefined ? [] : [schema['type']].flat().map(String);
  if (types.length > 0 && !types.some((type) => isOfType(value, type)))
    return [`${at} is ${typeOf(value)}, not ${types.join(' or ')}`];
  if ('const' in schema && value !== schema['const']) said.push(`${at} is not ${String(schema['const'])}`);
  if (Array.isArray(schema['enum']) && !schema['enum'].includes(value))
    said.push(`${at} is none of the words: ${String(value)}`);
  if (
    Array.isArray(schema['anyOf']) &&
    schema['anyOf'].every((one) => complaintsOf(value, one as Schema, root, at).length > 0)
  )
    said.push(`${at} is none of the forms`);
  if (typeof value === 'number' && typeof schema['minimum'] === 'number' && value < schema['minimum'])
    said.push(`${at} is too small`);
  if (typeof value === 'string' && typeof schema['maxLength'] === 'number' && value.length > schema['maxLength'])
    said.push(`${at} is too long`);
  if (typeof value === 'string' && typeof schema['pattern'] === 'string' && !new RegExp(schema['pattern']).test(value))
    said.push(`${at} has another form`);
  if (Array.isArray(value)) {
    if (typeof schema['minItems'] === 'number' && value.length < schema['minItems'])
      said.push(`${at} has too few items`);
    if (schema['items'] !== undefined)
      said.push(...value.flatMap((item, i) => complaintsOf(item, schema['items'] as Schema, root, `${at}[${i}]`)));
  }
  if (typeOf(value) === 'object') said.push(...ofObject(value as Record<string, unknown>, schema, root, at));
  return said;
}

function ofObject(value: Record<string, unknown>, schema: Schema, root: Schema, at: string): string[] {
  const properties = (schema['properties'] ?? {}) as Record<string, Schema>;
  const required = (schema['required'] ?? []) as readonly string[];
  const more = schema['additionalProperties'];
  const said = required.filter((key) => value[key] === undefined).map((key) => `${at} lacks ${key}`);
  for (const [key, item] of Object.entries(value)) {
    if (item === undefined) continue;
    if (Object.hasOwn(properties, key)) said.push(...complaintsOf(item, properties[key]!, root, `${at}.${key}`));
    else if (more === false) said.push(`${at} has ${key} besides`);
    else if (typeof more === 'object') said.push(...complaintsOf(item, more as Schema, root, `${at}.${key}`));
  }
  return said;
}
