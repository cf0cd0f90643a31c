import { TestRunner } from "vitest";

/** Once a test has failed nothing more is loaded: a mutant is killed by the first, and the files after it take longer to load than to ask. */
export default class StopLoading extends TestRunner {
  #stopped = false;

  override cancel(reason: Parameters<TestRunner["cancel"]>[0]): void {
    this.#stopped = true;
    super.cancel(reason);
  }

  override importFile(...[path, source]: Parameters<TestRunner["importFile"]>): unknown {
    return this.#stopped ? undefined : super.importFile(path, source);
  }
}
