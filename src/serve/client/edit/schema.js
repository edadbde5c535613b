// Reading a JSON Schema: what kind of control a value wants. No element is made here.
'use strict';

/* A schema with its `$ref` followed, knowing the name of what it pointed to. */
export function resolve(schema, root) {
  const name = schema.$ref?.split('/').pop();
  if (!name) return schema;
  const { $ref, ...own } = schema;
  return { ...root.$defs[name], ...own, def: name };
}

const typeOf = (schema) => (Array.isArray(schema.type) ? schema.type.find((type) => type !== 'null') : schema.type);

/* What a value is: `{is, …}` with `is` one of text, number, boolean, choice, object, map, texts, choices, rows. */
export function shapeOf(given, root) {
  let schema = resolve(given, root);
  if (schema.anyOf) {
    const inner = schema.anyOf.find((each) => each.type !== 'null');
    const { anyOf, ...own } = schema;
    schema = { ...resolve(inner ?? {}, root), ...own };
    schema.oneOf = inner?.oneOf ?? schema.oneOf;
  }
  if (schema.oneOf) return { is: 'choice', options: schema.oneOf, schema };
  if (schema.enum) return { is: 'choice', options: schema.enum.filter((each) => each !== null).map((value) => ({ const: value })), schema };
  switch (typeOf(schema)) {
    case 'boolean': return { is: 'boolean', schema };
    case 'integer':
    case 'number': return { is: 'number', whole: typeOf(schema) === 'integer', schema };
    case 'object': return schema.properties ? { is: 'object', schema } : { is: 'map', schema };
    case 'array': {
      const item = shapeOf(schema.items ?? { type: 'string' }, root);
      if (item.is === 'object') return { is: 'rows', item, schema };
      if (item.schema.format === 'org-type') return { is: 'types', item, schema };
      return { is: 'list', item, schema };
    }
    default: return { is: 'text', format: schema.format ?? '', schema };
  }
}

/* Whether a value says nothing: then its key need not be written. */
export const isEmpty = (value) => value === null || value === undefined || value === '' || value === false
  || (Array.isArray(value) && value.length === 0)
  || (typeof value === 'object' && !Array.isArray(value) && Object.keys(value).length === 0);

/* A new row of a list: what it must have, empty. */
export function blankOf(schema) {
  const row = {};
  for (const key of schema.required ?? []) {
    const type = typeOf(schema.properties[key] ?? {});
    row[key] = type === 'array' ? [] : type === 'integer' || type === 'number' ? 0 : '';
  }
  return row;
}
