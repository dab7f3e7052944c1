/** Writes the table of `lookahead.mjs`: runs java-parser as it is installed and notes what its lookahead decides. */
import { LLStarLookaheadStrategy } from 'chevrotain-allstar';

/** Ends a decision that asks for one token more than it is given. */
const MORE = new Error('more tokens');

/**
 * @param texts Java sources, whose decisions are kept in addition to those that take one token only.
 * @returns for each decision, named by rule, kind and number, a tree of token types; where the grammar has gates, below
 *   which of them are open. Leaves are numbers: of the alternative, or 1 and 0 for what is optional; `else`
 *   stands for all other tokens.
 */
export async function recordDecisions(texts) {
  const decisions = new Map();
  const places = [];
  let tokenTypeCount;
  const original = { ...methodsOf(LLStarLookaheadStrategy.prototype) };
  for (const [name, build] of Object.entries(original)) {
    LLStarLookaheadStrategy.prototype[name] = function (options) {
      const decide = build.call(this, options);
      const key = `${options.rule.name} ${options.prodType ?? 'Alternation'} ${options.prodOccurrence}`;
      if (options.hasPredicates && !asksAllGates(decide)) return decide;
      const tree = {};
      decisions.set(key, tree);
      if (!options.hasPredicates) places.push({ decide, tree });
      return recorder(decide, tree, options.hasPredicates);
    };
  }
  try {
    const { parse } = await import('java-parser');
    const { default: lexer } = await import(new URL('lexer.js', import.meta.resolve('java-parser')).href);
    const tokenTypes = tokenTypesOf(lexer);
    tokenTypeCount = tokenTypes.length;
    for (const { decide, tree } of places) recordFirstTokens(decide, tree, tokenTypes);
    for (const text of texts) parseAsFarAsItGoes(parse, text);
  } finally {
    Object.assign(LLStarLookaheadStrategy.prototype, original);
  }
  const known = [...decisions].filter(([, tree]) => Object.keys(tree).length > 0);
  return Object.fromEntries(known.map(([name, tree]) => [name, withoutNoes(tree, tokenTypeCount)]).toSorted(byName));
}

/** What is optional is absent before most tokens: where the tree has all of them, those are left out. */
function withoutNoes(tree, tokenTypeCount) {
  const entries = Object.entries(tree);
  return entries.length < tokenTypeCount || !entries.some(([, decision]) => decision === 0)
    ? tree
    : Object.fromEntries([...entries.filter(([, decision]) => decision !== 0), ['else', 0]]);
}

function methodsOf({ buildLookaheadForAlternation, buildLookaheadForOptional }) {
  return { buildLookaheadForAlternation, buildLookaheadForOptional };
}

/** Decisions with gates ask them all first, but where one token decides: those are quick without a table. */
function asksAllGates(decide) {
  let asked = false;
  const gate = () => (asked = true);
  decide.call({ LA: () => ({ tokenTypeIdx: -1 }) }, [{ GATE: gate }]);
  return asked;
}

function recorder(decide, tree, hasPredicates) {
  return function (alternatives) {
    const seen = [];
    const parser = {
      LA: (ahead) => {
        const token = this.LA(ahead);
        seen[ahead - 1] = token.tokenTypeIdx;
        return token;
      },
    };
    const gates = hasPredicates
      ? (alternatives ?? []).map(({ GATE }) => GATE === undefined || GATE.call(this))
      : undefined;
    const decision = decide.call(
      parser,
      gates === undefined ? alternatives : alternatives?.map((one, index) => ({ ...one, GATE: () => gates[index] })),
    );
    const root = gates === undefined ? tree : (tree[gates.map((open) => (open === true ? '1' : '0')).join('')] ??= {});
    note(root, seen, decision);
    return decision;
  };
}

function recordFirstTokens(decide, tree, tokenTypes) {
  for (const tokenType of tokenTypes) {
    const parser = {
      LA: (ahead) => {
        if (ahead > 1) throw MORE;
        return { tokenTypeIdx: tokenType.tokenTypeIdx, tokenType };
      },
    };
    try {
      note(tree, [tokenType.tokenTypeIdx], decide.call(parser));
    } catch (error) {
      if (error !== MORE) throw error;
    }
  }
}

/** Where nothing is viable there is nothing to keep. */
function note(tree, seen, decision) {
  if (decision === undefined) return;
  let node = tree;
  for (const token of seen.slice(0, -1)) node = node[token] ??= {};
  node[seen.at(-1)] = Number(decision);
}

function tokenTypesOf(lexer) {
  return [
    ...new Set(
      Object.values(lexer.patternIdxToConfig)
        .flat()
        .map(({ tokenType }) => tokenType),
    ),
  ];
}

function parseAsFarAsItGoes(parse, text) {
  try {
    parse(text);
  } catch {
    // What was decided before the error was decided rightly.
  }
}

function byName([a], [b]) {
  return a < b ? -1 : 1;
}
