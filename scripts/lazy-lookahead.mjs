/**
 * Stands in for chevrotain-allstar in the bundle of java-parser. Working out what each of some 400 decisions of the
 * grammar looks ahead to takes a third of the parser's start, and one file meets only some of them: here each is worked
 * out when it is first met. The result is that of the original.
 */
import { LLStarLookaheadStrategy as Eager } from 'chevrotain-allstar';

export class LLStarLookaheadStrategy extends Eager {
  buildLookaheadForAlternation(options) {
    let decide;
    const build = () => super.buildLookaheadForAlternation(options);
    return function (alternatives) {
      decide ??= build();
      return decide.call(this, alternatives);
    };
  }

  buildLookaheadForOptional(options) {
    let decide;
    const build = () => super.buildLookaheadForOptional(options);
    return function () {
      decide ??= build();
      return decide.call(this);
    };
  }
}
