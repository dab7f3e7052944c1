/** What the tests of the documentation read of a page. */
import { fileURLToPath } from 'node:url';

export interface Example {
  /** Where its fence stands, one-based. */
  readonly line: number;
  readonly text: string;
  /** Path relative to a folder of its own: from `<!-- file: PATH -->` before the fence, else `Example.` and its language. */
  readonly file: string;
  /** From `<!-- settings: {…} -->` before the fence. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** From `<!-- options: […] -->` before the fence. */
  readonly options: readonly unknown[];
  /** Files that lie beside it: from fences right before this one with `<!-- with: PATH -->`. */
  readonly beside: readonly { readonly file: string; readonly text: string }[];
  /** From `<!-- finds: ID -->` before the fence. */
  readonly finds: string | undefined;
}

export interface Fence {
  readonly line: number;
  readonly language: string;
  readonly text: string;
  /** Lines of comments directly before the fence. */
  readonly comments: readonly string[];
  /** The `##` heading that the fence stands under. */
  readonly section: string;
}

export function repositoryFile(name: string): string {
  return fileURLToPath(new URL(`../../${name}`, import.meta.url));
}

export function fencesOf(page: string): readonly Fence[] {
  const fences: Fence[] = [];
  let open: { readonly line: number; readonly language: string; readonly body: string[] } | undefined;
  let comments: string[] = [];
  let section = '';
  page.split('\n').forEach((line, index) => {
    const language = /^```(\w*)/.exec(line)?.[1];
    if (open !== undefined) {
      if (language === undefined) {
        open.body.push(line);
        return;
      }
      fences.push({ line: open.line, language: open.language, text: `${open.body.join('\n')}\n`, comments, section });
      open = undefined;
      comments = [];
    } else if (language !== undefined) {
      open = { line: index + 1, language, body: [] };
    } else if (line.startsWith('<!--')) {
      comments.push(line);
    } else {
      comments = [];
      section = /^## (.*)/.exec(line)?.[1] ?? section;
    }
  });
  if (open !== undefined) throw new Error(`The fence in line ${open.line} is not closed.`);
  return fences;
}

export function examplesOf(page: string, section: string): readonly Example[] {
  const examples: Example[] = [];
  let beside: Example['beside'][number][] = [];
  for (const { line, language, text, comments, section: of } of fencesOf(page)) {
    if (of !== section || ['', 'text', 'sh', 'console'].includes(language)) continue;
    const other = commentOf(comments, 'with');
    if (other !== undefined) {
      beside.push({ file: other, text });
      continue;
    }
    examples.push({
      line,
      text,
      file: commentOf(comments, 'file') ?? `Example.${language}`,
      settings: jsonOf(comments, 'settings', {}),
      options: jsonOf(comments, 'options', []),
      beside,
      finds: commentOf(comments, 'finds'),
    });
    beside = [];
  }
  if (beside.length > 0) throw new Error(`${section}: a file lies beside no example.`);
  return examples;
}

export function jsonOf<Value>(comments: readonly string[], name: string, otherwise: Value): Value {
  const text = commentOf(comments, name);
  return text === undefined ? otherwise : (JSON.parse(text) as Value);
}

export function commentOf(comments: readonly string[], name: string): string | undefined {
  const prefix = `<!-- ${name}: `;
  return comments
    .find((comment) => comment.startsWith(prefix))
    ?.slice(prefix.length)
    .replace(/\s*-->$/, '');
}
