/** YAML as far as manifests need it: paths of names, scalars, lines. Broken documents are empty. */
import type { Document, Node } from 'yaml';
import { yamlLibrary } from './yaml-library.ts';

export class YamlNode {
  readonly #node: Node;
  readonly #text: string;

  constructor(node: Node, text: string) {
    this.#node = node;
    this.#text = text;
  }

  /** One-based. */
  get line(): number {
    return lineOf(this.#text, this.#node.range?.[0] ?? 0);
  }

  get scalar(): string | number | boolean | null | undefined {
    if (!yamlLibrary().isScalar(this.#node)) return undefined;
    const { value } = this.#node;
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || value === null
      ? value
      : undefined;
  }

  get items(): readonly YamlNode[] {
    if (!yamlLibrary().isSeq(this.#node)) return [];
    return this.#node.items.filter((item) => yamlLibrary().isNode(item)).map((item) => new YamlNode(item, this.#text));
  }

  get entries(): readonly (readonly [string, YamlNode])[] {
    const { isMap, isNode, isScalar } = yamlLibrary();
    if (!isMap(this.#node)) return [];
    return this.#node.items.flatMap(({ key, value }) =>
      isScalar(key) && isNode(value) ? [[String(key.value), new YamlNode(value, this.#text)] as const] : [],
    );
  }

  at(...names: readonly string[]): YamlNode | undefined {
    let found: YamlNode | undefined = new YamlNode(this.#node, this.#text);
    for (const name of names) found = found?.entries.find(([key]) => key === name)?.[1];
    return found;
  }
}

const MAX_CHARACTERS = 500_000;

/** The documents of a file. Templates of Helm are no YAML, and often give none. */
export function parsedYaml(text: string): readonly YamlNode[] {
  if (text.length > MAX_CHARACTERS) return [];
  let documents: readonly Document[];
  try {
    const parsed = yamlLibrary().parseAllDocuments(text, { logLevel: 'silent', uniqueKeys: false });
    documents = Array.isArray(parsed) ? (parsed as Document[]) : [];
  } catch {
    return [];
  }
  return documents.flatMap(({ contents, errors }) =>
    contents === null || errors.length > 0 ? [] : [new YamlNode(contents, text)],
  );
}

/** One-based line of an offset. */
export function lineOf(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line++;
  return line;
}
