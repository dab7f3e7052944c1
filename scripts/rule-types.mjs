/**
 * The text of src/rule-types.ts: the options of each rule as types, from the schemas of the rules, and the names that the
 * setting sessionManager may have. `scripts/docs.mjs` writes it.
 */

/**
 * @param rules the rules of the plugin, by id
 * @param managers the names of session managers
 */
export function ruleTypes(rules, managers) {
  const entries = Object.entries(rules).map(([id, { meta }]) => {
    const options = (meta.schema ?? []).map((schema) => `options?: ${typeOf(schema, id)}`);
    return `  /** ${meta.docs.description}. */\n  'session-lint/${id}': [${options.join(', ')}];\n`;
  });
  const names = managers.map((name) => `  | '${name}'\n`).join('');
  return `/** Generated from the schemas of the rules: \`npm run docs\`. */

/** The options of each rule, in their order. */
export interface RuleOptions {
${entries.join('')}}

/** What stores and replicates the sessions of Java and JSP. */
export type SessionManagerName =
${names.trimEnd()};
`;
}

/** @throws {Error} for what no schema of a rule has said so far */
function typeOf(schema, id) {
  if (schema.enum !== undefined) return schema.enum.map((value) => quoted(value)).join(' | ');
  switch (schema.type) {
    case 'boolean':
    case 'string':
      return schema.type;
    case 'integer':
    case 'number':
      return 'number';
    case 'array': {
      const item = typeOf(schema.items, id);
      return /^\w+$/.test(item) ? `${item}[]` : `(${item})[]`;
    }
    case 'object': {
      if (schema.additionalProperties !== false) break;
      const members = Object.entries(schema.properties).map(([name, value]) => {
        const mark = schema.required?.includes(name) ? '' : '?';
        return `${name}${mark}: ${typeOf(value, id)}`;
      });
      return `{ ${members.join('; ')} }`;
    }
  }
  throw new Error(`The options of ${id} have a schema that has no type here: ${JSON.stringify(schema)}`);
}

function quoted(value) {
  return typeof value === 'string' ? `'${value}'` : String(value);
}
