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
  /** From `<!-- finds: ID -->` before the fence. */
  readonly finds: string | undefined;
  /** Files of its project: the fences with `<!-- beside: PATH -->` that stand before it in the section. */
  readonly beside: readonly { readonly path: string; readonly text: string }[];
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
  let beside: { readonly path: string; readonly text: string }[] = [];
  for (const { section: at, language, line, text, comments } of fencesOf(page)) {
    if (at !== section || ['', 'text', 'sh', 'console'].includes(language)) continue;
    const path = commentOf(comments, 'beside');
    if (path !== undefined) {
      beside.push({ path, text });
      continue;
    }
    const settings = commentOf(comments, 'settings');
    examples.push({
      line,
      text,
      file: commentOf(comments, 'file') ?? `Example.${language}`,
      settings: settings === undefined ? {} : (JSON.parse(settings) as Record<string, unknown>),
      finds: commentOf(comments, 'finds'),
      beside,
    });
    beside = [];
  }
  return examples;
}

function commentOf(comments: readonly string[], name: string): string | undefined {
  const prefix = `<!-- ${name}: `;
  return comments
    .find((comment) => comment.startsWith(prefix))
    ?.slice(prefix.length)
    .replace(/\s*-->$/, '');
}
