/** What a language offers to the rules and to `--dump`: from the tree of one file to facts. */
import type { LibraryModel } from '../models/javascript/model.ts';
import type { SessionFact } from './facts.ts';

export interface AnalysisInput<Root = unknown> {
  /** The root of the tree, as the language's parser gave it. */
  readonly ast: Root;
  readonly text: string;
  /** Absolute path: the project around it is read on demand. */
  readonly path: string;
  /** A name of src/models/manager-records.ts, or `auto`. */
  readonly sessionManager: string;
  /** Session libraries that the settings describe. */
  readonly sessions?: readonly LibraryModel[];
  /** The program of the parser that read the file, null if it has none; undefined if we parsed it. Not for Java. */
  readonly program?: unknown;
}

export interface FrontEnd {
  readonly analyze: (input: AnalysisInput) => readonly SessionFact[];
  /** The functions of the file in the intermediate representation, as text. */
  readonly dumpIr: (input: AnalysisInput) => string;
}
