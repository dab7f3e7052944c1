/** What the rules on Tomcat's server.xml and context.xml share: one reading per file, and how a finding is reported. */
import { resolve } from 'node:path';
import type { RuleTextEditor } from '@eslint/core';
import type { XmlHandlers, XmlRuleContext } from '../src/create-rule.ts';
import type { ConfigFinding, Edit } from '../src/project/tomcat/finding.ts';
import { tomcatFile, type TomcatFile } from '../src/project/tomcat/input.ts';

const known = new WeakMap<object, TomcatFile>();

function fileOf({ sourceCode, filename }: XmlRuleContext<string>): TomcatFile {
  let file = known.get(sourceCode);
  if (file === undefined) {
    file = tomcatFile(sourceCode.ast, sourceCode.text, resolve(filename));
    known.set(sourceCode, file);
  }
  return file;
}

/** Handlers of a rule that asks once per file; nothing is asked of files that are no Tomcat's. */
export function onTomcatFile<Id extends string, SuggestionId extends Id>(
  context: XmlRuleContext<Id>,
  judge: (file: TomcatFile) => readonly ConfigFinding<Id, SuggestionId>[],
): XmlHandlers {
  return {
    XmlDocument({ kind }) {
      if (kind !== 'tomcat-server' && kind !== 'tomcat-context') return;
      judge(fileOf(context)).forEach((finding, index) => report(context, finding, index < MAX_REPAIRS));
    },
  };
}

/** ESLint makes the text of every repair at once, from its first to its last change. Nobody has more faults than that. */
const MAX_REPAIRS = 100;

function report<Id extends string, SuggestionId extends Id>(
  context: XmlRuleContext<Id>,
  { id, range, data, fix, suggest }: ConfigFinding<Id, SuggestionId>,
  withRepairs: boolean,
): void {
  context.report({
    loc: context.sourceCode.getLoc({ range }),
    messageId: id,
    data: { ...data },
    fix: fix === undefined || !withRepairs ? null : (fixer) => applied(fixer, fix),
    suggest:
      suggest === undefined || !withRepairs
        ? []
        : [{ messageId: suggest.id, data: { ...suggest.data }, fix: (fixer) => applied(fixer, suggest.edits) }],
  });
}

function applied(fixer: RuleTextEditor, edits: readonly Edit[]) {
  return edits.map(({ range: [start, end], text }) => fixer.replaceTextRange([start, end], text));
}
