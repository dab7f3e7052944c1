/** Suggestions: what to write where, so that the session is saved. */
import type { Repair } from '../facts.ts';
import type { Problem, RepairPlan } from '../commit/context.ts';
import type { LoweredModule } from './lower-module.ts';

export function repairsFor(plan: RepairPlan, problem: Problem, module: LoweredModule): readonly Repair[] {
  void plan;
  void problem;
  void module;
  return [];
}
