/** Facts of a page: placed in the file that is linted, with repairs in the page's own words. */
import type { Page } from '../../languages/jsp/page.ts';
import { kindOf } from '../../file-kinds.ts';
import { judgedIncludersOf } from '../../project/page-includers.ts';
import type { FileAnalysis, Loss } from '../analysis.ts';
import type { SessionFact, TraceStep } from '../facts.ts';
import type { JavaFile } from '../java/classes.ts';
import { factsFrom } from '../java/report.ts';
import { pageWriteBack } from './write-back.ts';

/** `linted`: the path of the page, or of a file that it includes. */
export function pageFacts(
  analysis: FileAnalysis,
  file: JavaFile,
  page: Page,
  isDropped: (loss: Loss) => boolean,
  linted: string,
): readonly SessionFact[] {
  const facts = factsFrom(analysis, file, isDropped, {
    locate: (offset) => {
      const { source, offset: at } = page.locate(offset);
      return source.path === page.path ? null : { path: source.path, text: source.text, offset: at };
    },
    writeBackFor: (loss) => pageWriteBack(loss, file, page),
  });
  return facts.flatMap((fact) => placed(fact, page, linted));
}

function placed<Fact extends SessionFact>(fact: Fact, page: Page, linted: string): readonly Fact[] {
  const following: readonly SessionFact[] = ('later' in fact && fact.later) || [];
  if (following.length === 0) return placedAlone(fact, page, linted);
  const later = following.flatMap((one) => placedAlone(one, page, linted));
  return placedAlone(fact, page, linted).map((one) => ({ ...one, later }));
}

function placedAlone<Fact extends SessionFact>(fact: Fact, page: Page, linted: string): readonly Fact[] {
  const { source, includedAt, offset } = page.locate(fact.range[0]);
  if (source.path === linted) {
    const range = [offset, offset + fact.range[1] - fact.range[0]] as const;
    if (source.path === page.path) return [fact];
    return [fact.fact === 'limit' ? { ...fact, range } : { ...fact, range, ...seenFrom(fact.trace, page, linted) }];
  }
  if (linted !== page.path || includedAt === null || isJudgedThere(source.path, page)) return [];
  // A finding in a file that is not linted stands where that is included. The trace tells where the change is.
  const moved = { ...fact, range: includedAt };
  return ['writeBack' in moved ? { ...moved, writeBack: null } : moved];
}

/** The file is linted itself, and this page is among those in which it is judged. */
function isJudgedThere(path: string, page: Page): boolean {
  return kindOf(path)?.language === 'session-lint/jsp' && judgedIncludersOf(path).includes(page.path);
}

/** What is told to a reader of an included file. How to repair it for all pages that include it is not known. */
function seenFrom(
  trace: readonly TraceStep[],
  page: Page,
  linted: string,
): { readonly trace: readonly TraceStep[]; readonly writeBack: null } {
  const own = (file: string | null): string | null => (file === linted ? null : (file ?? page.path));
  return { trace: trace.map((step) => ({ ...step, file: own(step.file) })), writeBack: null };
}
