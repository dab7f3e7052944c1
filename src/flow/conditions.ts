/**
 * Branch facts. `assume` narrows a state to the paths on which a test has the given outcome and says whether there are any.
 */
import type { Activation } from './context.ts';
import type { Test } from './ir.ts';
import { getVariable, setVariable, type State } from './state.ts';
import type { Knowledge, Nullness, Value } from './value.ts';

export function assume(state: State, test: Test, outcome: boolean, activation: Activation): boolean {
  switch (test.kind) {
    case 'unknown':
      return true;
    case 'true':
      return assumeTrue(state, getVariable(state, test.value), outcome, activation);
    case 'null':
      return assumeNull(state, getVariable(state, test.value), outcome, activation);
    case 'equal': {
      const left = getVariable(state, test.left);
      const right = getVariable(state, test.right);
      if (right.literal === null) return assumeNull(state, left, outcome, activation);
      if (left.literal === null) return assumeNull(state, right, outcome, activation);
      const equal = areEqual(left, right);
      if (equal !== undefined) return equal === outcome;
      if (outcome && typeof right.literal === 'boolean') return assumeTrue(state, left, right.literal, activation);
      if (!outcome && typeof right.literal === 'boolean') return assumeTrue(state, left, !right.literal, activation);
      return true;
    }
    case 'instance': {
      const value = getVariable(state, test.value);
      const { program } = activation.context;
      if (value.nullness === 'null') return !outcome;
      if (
        value.nullness === 'non-null' &&
        value.type !== undefined &&
        program.isSubtype(value.type, test.type) === true
      ) {
        return outcome;
      }
      if (outcome) {
        const immutable = program.isImmutable(test.type);
        const narrowed: Value = {
          ...value,
          nullness: 'non-null',
          type: test.type,
          origins: immutable ? [] : value.origins,
        };
        refine(state, value.symbol, () => narrowed);
        setVariable(state, test.value, narrowed);
      }
      return true;
    }
    case 'more':
      if (!getVariable(state, test.of).origins.includes('N')) return true;
      return assumeMoreNames(state, outcome, activation);
  }
}

/** The outcome of a test when it is certain. */
export function decide(state: State, test: Test): boolean | undefined {
  switch (test.kind) {
    case 'true': {
      const { literal } = getVariable(state, test.value);
      return typeof literal === 'boolean' ? literal : undefined;
    }
    case 'null': {
      const { nullness } = getVariable(state, test.value);
      return nullness === 'maybe' ? undefined : nullness === 'null';
    }
    case 'equal':
      return areEqual(getVariable(state, test.left), getVariable(state, test.right));
    default:
      return undefined;
  }
}

/** What a boolean variable that holds the value of the test will tell when it is tested itself. */
export function knowledgeOf(state: State, test: Test): Knowledge | undefined {
  if (test.kind === 'null') {
    const { symbol } = getVariable(state, test.value);
    return symbol === undefined ? undefined : { kind: 'null', symbol, negated: false };
  }
  if (test.kind === 'equal') {
    const left = getVariable(state, test.left);
    const right = getVariable(state, test.right);
    if (right.literal === null && left.symbol !== undefined)
      return { kind: 'null', symbol: left.symbol, negated: false };
    if (left.literal === null && right.symbol !== undefined)
      return { kind: 'null', symbol: right.symbol, negated: false };
    return undefined;
  }
  if (test.kind === 'true') return getVariable(state, test.value).knows;
  return undefined;
}

function areEqual(left: Value, right: Value): boolean | undefined {
  if (left.literal !== undefined && right.literal !== undefined) return left.literal === right.literal;
  if (left.symbol !== undefined && left.symbol === right.symbol && isOneValue(left.symbol)) return true;
  if ((left.positive && right.literal === 0) || (right.positive && left.literal === 0)) return false;
  if (left.literal === null && right.nullness === 'non-null') return false;
  if (right.literal === null && left.nullness === 'non-null') return false;
  return undefined;
}

/**
 * Equal names are equal values for what was read once and for parameters. A getter may give something else after a change,
 * and a call in a loop something else each time: their names serve as keys, not as proof of equality.
 */
function isOneValue(symbol: string): boolean {
  return symbol.startsWith('read(') || symbol === 'this' || /\^\d+$/.test(symbol);
}

function assumeTrue(state: State, value: Value, outcome: boolean, activation: Activation): boolean {
  if (typeof value.literal === 'boolean') return value.literal === outcome;
  refine(state, value.symbol, (old) => ({ ...old, literal: outcome }));
  return value.knows === undefined || assumeKnowledge(state, value.knows, outcome, activation);
}

function assumeKnowledge(state: State, knows: Knowledge, outcome: boolean, activation: Activation): boolean {
  const holds = knows.negated ? !outcome : outcome;
  if (knows.kind === 'more-names') return assumeMoreNames(state, holds, activation);
  const known = [...state.env.values()].find((value) => value.symbol === knows.symbol);
  if (known !== undefined && known.nullness !== 'maybe') return (known.nullness === 'null') === holds;
  noteNull(state, knows.symbol, holds, activation);
  return true;
}

function assumeNull(state: State, value: Value, outcome: boolean, activation: Activation): boolean {
  if (value.nullness !== 'maybe') return (value.nullness === 'null') === outcome;
  if (value.symbol !== undefined) noteNull(state, value.symbol, outcome, activation);
  return true;
}

function noteNull(state: State, symbol: string, isNull: boolean, { context }: Activation): void {
  const nullness: Nullness = isNull ? 'null' : 'non-null';
  refine(state, symbol, (old) => ({ ...old, nullness, origins: isNull ? [] : old.origins }));
  if (isNull) state.nulls = new Set([...state.nulls, symbol]);
  if (
    context.subject !== undefined &&
    symbol.startsWith(`read(${context.subject})@`) &&
    state.status.phase === 'idle'
  ) {
    state.status = { ...state.status, absent: isNull };
  }
}

/**
 * A dirty attribute is in the session, so a loop over the names hands out its name at least once: a path on which the loop
 * ends before that does not exist.
 */
function assumeMoreNames(state: State, more: boolean, { context }: Activation): boolean {
  return more || context.subject === undefined || state.status.namesTaken || state.status.phase !== 'dirty';
}

/** A method was called on the value: on this path it is not null. */
export function dereference(state: State, value: Value): void {
  if (value.nullness !== 'maybe' || value.symbol === undefined) return;
  refine(state, value.symbol, (old) => ({ ...old, nullness: 'non-null' }));
}

function refine(state: State, symbol: string | undefined, change: (value: Value) => Value): void {
  if (symbol === undefined) return;
  for (const [variable, value] of state.env) {
    if (value.symbol === symbol) state.env.set(variable, change(value));
  }
  for (const [path, value] of state.heap) {
    if (value.symbol === symbol) state.heap.set(path, change(value));
  }
}
