/** Values that the store cannot keep as they are. */
import { CODECS, wordsFor, type ValueFate } from '../../models/javascript/codecs.ts';
import type { ValueKind } from '../../models/javascript/model.ts';
import type { Span } from '../ir.ts';
import { askedKind } from './asked-types.ts';
import type { Activation } from './context.ts';
import { excerpt, reportProblem } from './problems.ts';
import type { State } from './state.ts';
import type { SessionTag, Step, Tag, Value } from './value.ts';
import { fieldsOf } from './values.ts';

const maxDepth = 3;

/** A Date that becomes a string is often made one again by who reads it: that is advice. */
const KINDS: Readonly<Partial<Record<ValueFate, string>>> = {
  dropped: 'dropped',
  becomesEmpty: 'becomesEmpty',
  losesClass: 'losesClass',
  throws: 'throws',
  becomesText: 'textValue',
  hangs: 'bigint',
};

export function checkStored(
  activation: Activation,
  state: State,
  session: SessionTag,
  value: Value,
  step: Step,
  asked?: Span,
  depth = 0,
): void {
  const info = activation.run.catalog.session(session.library);
  if (info === undefined || value.mixed) return;
  const askedFor = askedKind(activation, value, asked);
  const tags: readonly Tag[] =
    askedFor === undefined ? value.tags : [{ kind: 'of-kind', id: askedFor, valueKind: askedFor }];
  const codec = CODECS[activation.run.catalog.codec(info)];
  for (const tag of tags) {
    const kind = kindOf(tag);
    const fate = kind === undefined ? undefined : codec[kind];
    const message =
      fate === undefined ? undefined : kind === 'bigint' && fate !== 'becomesText' ? 'bigint' : KINDS[fate];
    if (kind !== undefined && fate !== undefined && message !== undefined) {
      reportProblem(activation, {
        rule: 'serializable-attribute',
        kind: message,
        step,
        data: { type: nameOf(tag, kind), library: info.library.id, change: excerpt(step), ...wordsFor(kind, fate) },
        trace: [{ step, role: 'write', text: 'the value is stored here' }],
        repair: {
          session: '',
          read: null,
          cause: null,
          key: null,
          remedy: '',
          role: info.model.role,
          isUntyped: info.model.untyped === true,
        },
      });
    }
    if (tag.kind === 'object' && depth < maxDepth) {
      for (const field of fieldsOf(state, tag.id))
        checkStored(activation, state, session, field, step, undefined, depth + 1);
    }
  }
}

function kindOf(tag: Tag): ValueKind | undefined {
  switch (tag.kind) {
    case 'function':
      // What an unknown function made of it need not be one.
      return tag.isWrapped === true ? undefined : 'function';
    case 'promise':
      return 'Promise';
    case 'of-kind':
      return tag.valueKind;
    case 'instance': {
      const { methods } = tag.of;
      const hasMethods = [...methods.keys()].some((name) => name !== 'constructor');
      return hasMethods && !methods.has('toJSON') ? 'class-instance' : undefined;
    }
    default:
      return undefined;
  }
}

function nameOf(tag: Tag, kind: ValueKind): string {
  switch (kind) {
    case 'bigint':
      return 'BigInt';
    case 'class-instance':
      return 'class instance';
    default:
      return tag.kind === 'of-kind' ? tag.valueKind : kind;
  }
}
