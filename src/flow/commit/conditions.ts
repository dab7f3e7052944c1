/** What a path says of values by the branch that it takes. */
import type { Test, Var } from '../ir.ts';
import type { Activation } from './context.ts';
import type { State } from './state.ts';
import { absentValue, unknownValue, type Value } from './value.ts';

export function variable({ run }: Activation, state: State, name: Var): Value {
  return state.env.get(name) ?? run.root.captured.get(name) ?? run.modules.variable(name) ?? unknownValue;
}

/** False when the path cannot be taken. */
export function assume(activation: Activation, state: State, test: Test, holds: boolean): boolean {
  switch (test.kind) {
    case 'true': {
      const value = variable(activation, state, test.value);
      if (value.literal !== undefined) return Boolean(value.literal) === holds;
      if (value.nullness === 'null') return !holds;
      if (holds) return true;
      if (value.nullness === 'non-null' && value.tags.some(({ kind }) => kind === 'session')) return false;
      // What is followed are objects: where the value is false, it is none of them.
      if (value.tags.length > 0 && value.tags.every(isCertain) && !value.mixed) return false;
      state.env.own.set(test.value, absentValue);
      return true;
    }
    case 'null': {
      const value = variable(activation, state, test.value);
      if (value.nullness === 'null') return holds;
      if (value.nullness === 'non-null') return !holds;
      if (!holds) return true;
      if (value.tags.length > 0 && value.tags.every(isCertain) && !value.mixed) return false;
      state.env.own.set(test.value, absentValue);
      return true;
    }
    case 'equal': {
      const left = variable(activation, state, test.left).literal;
      const right = variable(activation, state, test.right).literal;
      if (left === undefined || right === undefined) return true;
      return (left === right) === holds;
    }
    default:
      return true;
  }
}

/** Things that are there for certain: functions, literals, what a library always gives. */
function isCertain({ kind }: Value['tags'][number]): boolean {
  return kind === 'function' || kind === 'object' || kind === 'class' || kind === 'instance' || kind === 'of-kind';
}
