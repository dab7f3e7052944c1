/**
 * What is drawn of a deployment, apart from how: boxes with their texts, what connects them, and the findings that belong to
 * each. Paths in texts are relative to the working folder.
 */
export type MarkSeverity = 'error' | 'warning';

/** A finding at a part of the drawing, by the number that the report gives it. */
export interface Mark {
  readonly number: number;
  readonly severity: MarkSeverity;
}

export interface TextLine {
  readonly text: string;
  /** `path`: the end tells most, so that it is cut in front. */
  readonly style: 'plain' | 'path' | 'missing';
}

export interface Box {
  /** Unique within the deployment. */
  readonly id: string;
  readonly title: string;
  readonly lines: readonly TextLine[];
  readonly marks: readonly Mark[];
}

export interface Balancer extends Box {
  readonly kind: 'balancer';
}

export interface Node extends Box {
  readonly kind: 'node';
  /** `named`: only a balancer names it, and no configuration of it was found. */
  readonly origin: 'configured' | 'named';
  /** Stands for several processes or replicas that are configured once. */
  readonly copies: boolean;
}

/** What the nodes share: a group in which they send sessions to each other, or a store that keeps them. */
export interface Network extends Box {
  readonly kind: 'cluster' | 'store';
}

export interface Application extends Box {
  readonly kind: 'application';
}

/** From a balancer to a node, or from a node to a network. */
export interface Link {
  readonly from: string;
  readonly to: string;
  readonly marks: readonly Mark[];
}

export interface Deployment {
  /** The folder that holds all of it; `.` for the working folder. */
  readonly folder: string;
  readonly balancers: readonly Balancer[];
  readonly nodes: readonly Node[];
  readonly networks: readonly Network[];
  readonly applications: readonly Application[];
  readonly routes: readonly Link[];
  readonly memberships: readonly Link[];
  /** Balancers, nodes and applications that there was no room for. */
  readonly omitted: number;
}

export function plain(text: string): TextLine {
  return { text, style: 'plain' };
}

export function pathLine(text: string): TextLine {
  return { text, style: 'path' };
}

/** Something that should be there, and is not. */
export function missing(text: string): TextLine {
  return { text, style: 'missing' };
}
