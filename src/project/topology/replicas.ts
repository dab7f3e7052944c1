/** How many copies of something Kubernetes, Helm or Compose start. Read by lines: no more of YAML is needed. */
import { basename } from 'node:path';
import { readText } from '../file-access.ts';
import type { CacheTable, ProjectCache } from '../project-cache.ts';
import type { SessionEvidence } from '../session-signal.ts';

const found: CacheTable<SessionEvidence | null> = { name: 'replicas' };

const REPLICAS = /^\s*(?:replicas|replicaCount|minReplicas|scale):\s*["']?(\d+)["']?\s*(?:#.*)?$/;
/** Workloads that hold applications, and compose files. Replicas of a database are none of ours. */
const WORKLOAD = /^\s*kind:\s*(?:Deployment|StatefulSet|HorizontalPodAutoscaler|ReplicaSet|DeploymentConfig)\b/m;
/** What shows that a servlet container runs in it. */
const CONTAINER =
  /tomcat|tomee|jetty|wildfly|jboss|payara|glassfish|liberty|\bwar\b|\.war\b|java|jdk|jre|openjdk|spring/i;
const MAX_LENGTH = 500_000;

/** The line that asks for two or more copies of what looks like a Java server; null for none. */
export function replicasIn(path: string, cache: ProjectCache): SessionEvidence | null {
  return cache.fromFile(found, path, () => {
    const text = readText(path);
    if (text === undefined || text.length > MAX_LENGTH || !text.includes('eplica') || !CONTAINER.test(text))
      return null;
    const isCompose = /^(?:docker-)?compose/i.test(basename(path));
    if (!isCompose && !WORKLOAD.test(text)) return null;
    for (const part of documentsOf(text)) {
      if (!isCompose && (!WORKLOAD.test(part.text) || !CONTAINER.test(part.text))) continue;
      const lines = part.text.split('\n');
      for (const [index, line] of lines.entries()) {
        if (Number(REPLICAS.exec(line)?.[1] ?? 0) < 2) continue;
        if (isCompose && !CONTAINER.test(serviceAround(lines, index))) continue;
        return { file: path, line: part.line + index, text: line.trim() };
      }
    }
    return null;
  });
}

/** The documents of a YAML file, with the one-based lines that they start in. */
function documentsOf(text: string): readonly { readonly text: string; readonly line: number }[] {
  let line = 1;
  return text.split(/^---.*$/m).map((part) => {
    const document = { text: part, line };
    line += part.split('\n').length - 1;
    return document;
  });
}

/** The lines of the compose service that a line belongs to: from the line with two blanks before it to the next such. */
function serviceAround(lines: readonly string[], at: number): string {
  const isService = (line: string) => /^ {2,4}[\w.-]+:\s*(?:#.*)?$/.test(line);
  const indent = (line: string) => line.length - line.trimStart().length;
  let start = at;
  while (start > 0 && !(isService(lines[start] ?? '') && indent(lines[start] ?? '') <= 2)) start--;
  let end = at + 1;
  while (end < lines.length && !((lines[end] ?? '').trim() !== '' && indent(lines[end] ?? '') <= 2)) end++;
  return lines.slice(start, end).join('\n');
}
