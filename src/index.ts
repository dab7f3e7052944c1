/** The ESLint plugin. ESLint lints synchronously, so that all analyses are at hand. */
import { useFrontEnds } from '../rules/session-facts.ts';
import { frontEnds } from './front-ends.ts';

useFrontEnds(frontEnds);

export { default } from './plugin.ts';
