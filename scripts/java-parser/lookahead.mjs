/**
 * Stands in for chevrotain-allstar in the bundle of java-parser. At each of some 400 places the grammar decides by the next
 * tokens, and the original works out how when the parser starts, which takes longer than parsing a small file. Here the
 * decisions for token sequences that are usual in Java are a table, written when the package is built
 * (`record-decisions.mjs`); whatever is not in it is left to the original, which is set up when it is first needed. A
 * decision depends on the tokens that it looks at and on nothing else, so that the result is that of the original.
 */
import { LLStarLookaheadStrategy as Original } from 'chevrotain-allstar';
import { decisions } from 'session-lint:decisions';

/** Below a decision: by token type, what it comes to, or the next level where it takes more tokens; `else` for all others. */
const table = new Map(Object.entries(JSON.parse(decisions)));

export class LLStarLookaheadStrategy extends Original {
  #rules;

  initialize(rules) {
    this.#rules = rules;
  }

  buildLookaheadForAlternation(options) {
    const decide = this.#late(() => super.buildLookaheadForAlternation(options));
    const known = table.get(keyOf(options.rule, 'Alternation', options.prodOccurrence));
    if (known === undefined) return decide;
    if (!options.hasPredicates) {
      return function () {
        const found = look(this, known);
        return found === undefined ? decide.call(this) : found;
      };
    }
    return function (alternatives) {
      const gates = (alternatives ?? []).map(({ GATE }) => GATE === undefined || GATE.call(this));
      const ofGates = known[gates.map((open) => (open === true ? '1' : '0')).join('')];
      const found = ofGates === undefined ? undefined : look(this, ofGates);
      if (found !== undefined) return found;
      // Gates are parsers themselves: they are not asked again.
      return decide.call(
        this,
        alternatives?.map((alternative, index) => ({ ...alternative, GATE: () => gates[index] })),
      );
    };
  }

  buildLookaheadForOptional(options) {
    const decide = this.#late(() => super.buildLookaheadForOptional(options));
    const known = table.get(keyOf(options.rule, options.prodType, options.prodOccurrence));
    if (known === undefined) return decide;
    return function () {
      const found = look(this, known);
      return found === undefined ? decide.call(this) : found === 1;
    };
  }

  #late(build) {
    let decide;
    const set = () => {
      if (this.atn === undefined) super.initialize(this.#rules);
      decide = build();
    };
    return function (alternatives) {
      if (decide === undefined) set();
      return decide.call(this, alternatives);
    };
  }
}

function keyOf(rule, kind, occurrence) {
  return `${rule.name} ${kind} ${occurrence}`;
}

function look(parser, known) {
  let found = known;
  for (let ahead = 1; typeof found === 'object'; ahead++) found = found[parser.LA(ahead).tokenTypeIdx] ?? found.else;
  return found;
}
