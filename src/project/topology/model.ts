/** What a tree of files says of the servers that an application runs on. Paths are absolute; nothing is judged here. */
import type { XmlAttribute, XmlDocument, XmlElement } from '../../languages/xml/ast.ts';
import type { SessionEvidence } from '../session-signal.ts';
import type { BalancerModel } from './balancer-model.ts';

/** A Host of a server.xml. */
export interface TomcatHost {
  readonly element: XmlElement;
  /** As written; null when it has none. */
  readonly name: string | null;
  /** Active `<Cluster>` elements, directly in the Host. The last one counts. */
  readonly clusters: readonly XmlElement[];
  /** `<Context>` elements in the Host. */
  readonly contexts: readonly XmlElement[];
}

/** An Engine of a server.xml. */
export interface TomcatEngine {
  readonly element: XmlElement;
  readonly jvmRoute: XmlAttribute | undefined;
  /** Active `<Cluster>` elements, directly in the Engine. The last one counts. */
  readonly clusters: readonly XmlElement[];
  readonly hosts: readonly TomcatHost[];
}

export interface TomcatServer {
  readonly file: string;
  readonly document: XmlDocument;
  readonly text: string;
  readonly engines: readonly TomcatEngine[];
  /**
   * The folder that holds `conf`, or the file's own folder: two servers with one base are two versions of one node, servers
   * with different bases are different nodes.
   */
  readonly base: string;
  /** The versions of Tomcat that the file can be for, as far as it tells. */
  readonly version: VersionRange;
}

/** Major versions, inclusive. `5` to `12` is: not known. */
export interface VersionRange {
  readonly from: number;
  readonly to: number;
}

/** A context.xml: of an application (META-INF), of a server (conf/context.xml), or of one deployment (conf/…/app.xml). */
export interface TomcatContext {
  readonly file: string;
  readonly document: XmlDocument;
  readonly text: string;
  readonly scope: 'application' | 'server' | 'deployment';
  /** The last `<Manager>` directly in the Context. */
  readonly manager: XmlElement | undefined;
}

export interface WebDescriptor {
  readonly file: string;
  /** The folder that holds WEB-INF. */
  readonly base: string;
  readonly distributable: boolean;
  readonly metadataComplete: boolean;
}

export interface BalancerFile {
  readonly file: string;
  readonly text: string;
  readonly model: BalancerModel;
}

/** A store that keeps sessions outside the servers, so that they need no `<Cluster>`. */
export interface ExternalStore {
  /** As a reader knows it: `Spring Session`, `Redisson session manager`. */
  readonly title: string;
  readonly evidence: SessionEvidence;
}

export type ClusterSignalKind =
  /** An active `<Cluster>` in an Engine or Host. */
  | 'cluster-element'
  /** Several server.xml of one layout (`node1/conf`, `node2/conf`), or as the settings name them. */
  | 'peers'
  /** A balancer with two or more usable servers. */
  | 'balancer'
  /** `<distributable/>` in a web.xml. */
  | 'distributable'
  /** Another container's switch: jboss-web.xml, distributable-web.xml, weblogic.xml, glassfish-web.xml, Liberty. */
  | 'container-switch'
  /** `replicas: 2` and more in a Deployment or StatefulSet, or of a service of a compose file. */
  | 'replicas'
  /** An external session store is configured. */
  | 'store';

/** Something that says that the application runs on more than one node. */
export interface ClusterSignal extends SessionEvidence {
  readonly kind: ClusterSignalKind;
}

export interface Topology {
  /** The folder that was looked at. */
  readonly root: string;
  readonly servers: readonly TomcatServer[];
  readonly contexts: readonly TomcatContext[];
  readonly webApps: readonly WebDescriptor[];
  readonly balancers: readonly BalancerFile[];
  readonly stores: readonly ExternalStore[];
  /** Server files of Liberty, which takes nothing of Tomcat's. */
  readonly libertyServers: readonly { readonly file: string }[];
  /** Strongest first: cluster elements, peers, balancers, then the rest; within a kind in the order of paths. */
  readonly clusterSignals: readonly ClusterSignal[];
}
