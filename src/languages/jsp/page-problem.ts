/** What is broken in a page, if it is to be told. */
import { includersOf } from '../../project/page-includers.ts';
import type { PageProblem } from './ast.ts';
import type { Page } from './page.ts';

/**
 * The first problem in the file itself; a problem of an included file is told there. The Java of a file that is included
 * elsewhere need not be whole: braces that it opens may be closed by the page, or by another file.
 */
export function problemOf(page: Page): PageProblem | null {
  const [syntax] = page.ast.problems;
  if (syntax !== undefined) return syntax;
  const { javaProblem } = page;
  if (javaProblem === null || page.ast.role === 'fragment') return null;
  const { source, offset, includedAt } = page.locate(javaProblem.offset);
  if (includersOf(page.path).length > 0) return null;
  if (includedAt === null) return { message: javaProblem.message, offset };
  return {
    message: `${javaProblem.message}, in ${source.path.replace(/^.*[\\/]/, '')}`,
    offset: includedAt[0],
  };
}
