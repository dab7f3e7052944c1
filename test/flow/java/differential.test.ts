/**
 * The analysis against an interpreter: methods over one attribute are generated, run on all their paths, and analysed.
 * A finding must stand in the method exactly where some path ends with a change that the store has not heard of.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findingsIn } from './analyze-text.ts';
import { printProgram } from './print-program.ts';
import { losesChange, type Semantics } from './run-program.ts';
import { programs, type Fragment, type Stmt } from './small-program.ts';

const numRuns = Number(process.env['FLOW_RUNS'] ?? 300);
const seed = Number(process.env['FLOW_SEED'] ?? 20_260_101);

/** Findings inside `handle`; a helper that the method does not call is judged by itself and is not asked about. */
function hasFinding(text: string, sessionManager: string): boolean {
  const start = text.indexOf('  void handle(');
  return findingsIn(text, { sessionManager }).some((finding) => finding.range[0] >= start);
}

function check(fragment: Fragment, judge: (body: readonly Stmt[], text: string) => void): void {
  const property = fc.property(programs(fragment), (body) => {
    const text = printProgram(body);
    try {
      judge(body, text);
    } catch (error) {
      if (error instanceof Error) error.message += `\n${text.slice(text.indexOf('  void handle('))}`;
      throw error;
    }
  });
  fc.assert(property, { numRuns, seed });
}

const present: Semantics = { eager: false, mayBeAbsent: false, lenient: false };
const absent: Semantics = { ...present, mayBeAbsent: true };

/** What is lost for certain is found, and what is found is lost, if need be by an exception that no statement throws. */
function expectAgreement(body: readonly Stmt[], text: string, semantics: Semantics): void {
  const found = hasFinding(text, 'tomcat');
  if (losesChange(body, semantics)) expect(found, 'a finding').toBe(true);
  if (!losesChange(body, { ...semantics, lenient: true })) expect(found, 'a finding').toBe(false);
}

describe('the analysis and the interpreter agree', () => {
  it('on two names for an object, all control flow, a flag', () => {
    check({ aliases: true, nulls: false, reaches: true }, (body, text) => {
      expectAgreement(body, text, present);
    });
  });

  it('on one name that may be null, read once', () => {
    check({ aliases: false, nulls: true, reaches: false }, (body, text) => {
      expectAgreement(body, text, absent);
    });
  });
});

describe('what the interpreter sees lost is found', () => {
  // Which of two names is null may depend on the path; that is not kept, so a finding too many is allowed here.
  it('on two names of which each may be null', () => {
    check({ aliases: true, nulls: true, reaches: true }, (body, text) => {
      if (losesChange(body, absent)) expect(hasFinding(text, 'tomcat'), 'a finding').toBe(true);
    });
  });

  it('by a manager that serializes when an attribute is set', () => {
    check({ aliases: true, nulls: false, reaches: true }, (body, text) => {
      if (losesChange(body, { ...present, eager: true })) {
        expect(hasFinding(text, 'redisson'), 'a finding').toBe(true);
      }
    });
  });
});

describe('the generator', () => {
  it('gives methods of both kinds', () => {
    const sample = fc.sample(programs({ aliases: true, nulls: false, reaches: true }), { numRuns: 200, seed });
    const lost = sample.filter((body) => losesChange(body, present)).length;
    expect(lost).toBeGreaterThan(40);
    expect(lost).toBeLessThan(160);
    const open = sample.filter(
      (body) => losesChange(body, present) !== losesChange(body, { ...present, lenient: true }),
    );
    expect(open.length).toBeLessThan(20);
  });
});
