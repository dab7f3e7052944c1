/** Loads the analyses that the files at hand need, and no others: most of the program is in them. */
import { type FrontEnds, useFrontEnds } from '../../rules/session-facts.ts';
import { kindOf } from '../file-kinds.ts';
import { noteParts } from './used-parts.ts';

const loaders: Readonly<Record<string, () => Promise<FrontEnds>>> = {
  'session-lint/java': async () => ({ CompilationUnit: (await import('../flow/java/analyze.ts')).javaFrontEnd }),
  'session-lint/jsp': async () => ({ JspPage: (await import('../flow/jsp/analyze.ts')).jspFrontEnd }),
  'session-lint/typescript': async () => ({
    Program: (await import('../flow/typescript/analyze.ts')).typescriptFrontEnd,
  }),
};

export async function loadFrontEnds(paths: readonly string[]): Promise<void> {
  const languages = new Set(paths.flatMap((path) => kindOf(path)?.language ?? []));
  noteParts(languages);
  const loading = [...languages].flatMap((language) => loaders[language]?.() ?? []);
  for (const frontEnds of await Promise.all(loading)) useFrontEnds(frontEnds);
}
