/** Which part of a deployment each finding belongs to. */
import { dirname } from 'node:path';
import { isWithin } from '../../project/file-access.ts';
import { projectRootOf } from '../../project/project-root.ts';
import { clustersOf } from '../../project/tomcat/cluster.ts';
import type { WebDescriptor } from '../../project/topology/model.ts';
import { lineAt } from '../../project/xml-document.ts';
import type { Mark } from './deployment.ts';
import { type Finding, markOf } from './finding.ts';
import type { BalancerThing, Host, Surroundings } from './surroundings.ts';

/** Of a server.xml, but no fault of its cluster. */
const RULES_OF_NODES = new Set(['session-lint/jvm-route', null]);

export class Marking {
  readonly #surroundings: Surroundings;
  readonly #byFile = new Map<string, Finding[]>();
  readonly #ofApplications = new Map<WebDescriptor, Mark[]>();

  /** `applications`: all of the tree, also those of other deployments. */
  constructor(surroundings: Surroundings, findings: readonly Finding[], applications: readonly WebDescriptor[]) {
    this.#surroundings = surroundings;
    for (const finding of findings) {
      const known = this.#byFile.get(finding.file);
      if (known === undefined) this.#byFile.set(finding.file, [finding]);
      else known.push(finding);
    }
    this.#assignApplications(findings, applications);
  }

  ofHost(host: Host): readonly Mark[] {
    const own = this.#byFile.get(host.file) ?? [];
    switch (host.kind) {
      case 'tomcat': {
        const clustered = clustersOf(host.server.document).length > 0;
        const inFile = own.filter(({ message }) => !clustered || RULES_OF_NODES.has(message.ruleId));
        return [...inFile, ...this.#besideServer(host)].map(markOf);
      }
      case 'service':
        return this.#within(host.service.root).map(markOf);
      case 'liberty':
      case 'replicas':
        return own.map(markOf);
    }
  }

  /** Of the node's own membership in its cluster. */
  ofMembership(host: Host): readonly Mark[] {
    const own = this.#byFile.get(host.file) ?? [];
    return own.filter(({ message }) => !RULES_OF_NODES.has(message.ruleId)).map(markOf);
  }

  /** A file may hold several groups: a finding belongs to the last one that begins before it. */
  ofBalancer({ file, source: { text }, group }: BalancerThing): readonly Mark[] {
    const groups = this.#surroundings.balancers
      .filter((other) => other.file === file)
      .map((other) => ({ group: other.group, line: lineAt(text, other.group.nameRange[0]).line }))
      .sort((a, b) => a.line - b.line);
    const own = (this.#byFile.get(file) ?? []).filter(
      ({ message }) => (groups.findLast(({ line }) => line <= message.line) ?? groups[0])?.group === group,
    );
    return own.map(markOf);
  }

  ofApplication(application: WebDescriptor): readonly Mark[] {
    return this.#ofApplications.get(application) ?? [];
  }

  /** Findings in other files of a server: conf/context.xml, conf/web.xml. */
  #besideServer({ file }: Host): readonly Finding[] {
    const beside = [...this.#byFile].filter(([other]) => other !== file && isWithin(other, dirname(file)));
    const others = this.#surroundings.hosts.filter((host) => host.file !== file).map((host) => host.file);
    return beside
      .filter(([other]) => /\.xml$/i.test(other) && !others.includes(other) && !this.#inApplication(other))
      .flatMap(([, findings]) => findings);
  }

  #within(folder: string): readonly Finding[] {
    const configuration = new Set(
      [...this.#surroundings.hosts, ...this.#surroundings.balancers].map(({ file }) => file),
    );
    return [...this.#byFile].flatMap(([file, findings]) =>
      isWithin(file, folder) && !configuration.has(file) && !this.#inApplication(file) ? findings : [],
    );
  }

  #inApplication(file: string): boolean {
    return this.#surroundings.applications.some(({ base }) => isWithin(file, base));
  }

  /** Files of a web root are its application's; sources are that of the application which lies nearest, if that is one. */
  #assignApplications(findings: readonly Finding[], applications: readonly WebDescriptor[]): void {
    const configuration = new Set(
      [...this.#surroundings.hosts, ...this.#surroundings.balancers].map(({ file }) => file),
    );
    const known = new Map<string, WebDescriptor | undefined>();
    for (const finding of findings) {
      if (configuration.has(finding.file)) continue;
      const folder = dirname(finding.file);
      if (!known.has(folder)) known.set(folder, applicationAround(folder, applications));
      const application = known.get(folder);
      if (application === undefined) continue;
      const marks = this.#ofApplications.get(application);
      if (marks === undefined) this.#ofApplications.set(application, [markOf(finding)]);
      else marks.push(markOf(finding));
    }
  }
}

function applicationAround(folder: string, applications: readonly WebDescriptor[]): WebDescriptor | undefined {
  const around = applications.filter(({ base }) => isWithin(folder, base));
  if (around.length > 0) return around.toSorted((a, b) => b.base.length - a.base.length)[0];
  // The nearest folder around the sources that holds any application, within their project.
  const project = projectRootOf(folder);
  for (let at = folder; isWithin(at, project); at = dirname(at)) {
    const inside = applications.filter(({ base }) => isWithin(base, at));
    if (inside.length === 1) return inside[0];
    if (inside.length > 1 || dirname(at) === at) return undefined;
  }
  return undefined;
}
