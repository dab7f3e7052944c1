/** Facts of a page: placed in the file that is linted, with repairs in the page's own words. */
import type { LocatedOffset, Page } from '../../languages/jsp/page.ts';
import type { FileAnalysis, Loss } from '../analysis.ts';
import type { SessionFact } from '../facts.ts';
import type { JavaFile } from '../java/classes.ts';
import { factsFrom } from '../java/report.ts';
import { pageWriteBack } from './write-back.ts';

export function pageFacts(
  analysis: FileAnalysis,
  file: JavaFile,
  page: Page,
  isDropped: (loss: Loss) => boolean,
): readonly SessionFact[] {
  const facts = factsFrom(analysis, file, isDropped, {
    locate: (offset) => {
      const { source, offset: at } = page.locate(offset);
      return source.path === page.path ? null : { path: source.path, text: source.text, offset: at };
    },
    writeBackFor: (loss) => pageWriteBack(loss, file, page),
  });
  return facts.flatMap((fact) => placed(fact, page));
}

/** A finding in an included file stands where that is included. The trace tells where the change is. */
function placed(fact: SessionFact, page: Page): readonly SessionFact[] {
  const { includedAt }: LocatedOffset = page.locate(fact.range[0]);
  if (includedAt === null) return [fact];
  const moved = { ...fact, range: includedAt };
  return ['writeBack' in moved ? { ...moved, writeBack: null } : moved];
}
