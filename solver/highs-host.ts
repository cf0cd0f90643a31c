import loadHighs, { type Highs, type Model, type ModelData } from "highs";

// The package's types describe its CommonJS form, where the loader is the default of the default.
const load = loadHighs as unknown as typeof loadHighs.default;

/** The WASM part failed; the host must be made ready again before the next use. Nothing outside it is lost. */
export class HighsFailed extends Error {}

/**
 * Keeps one instance of HiGHS (WASM). Some internal errors abort the whole instance, and its memory only grows, so it
 * is loaded anew after a failure and after many models; every model is rebuilt from what the search keeps itself.
 */
export class HighsHost {
  private highs: Highs | undefined;
  private models = 0;
  /** How often the instance was lost. */
  failures = 0;

  async ready(): Promise<void> {
    if (this.models > 400) this.highs = undefined;
    if (this.highs) return;
    this.models = 0;
    this.highs = await load();
  }

  /** Makes a model, lets it be used and frees it; what HiGHS throws becomes HighsFailed. */
  use<T>(data: ModelData, work: (model: Model) => T): T {
    if (!this.highs) throw new HighsFailed("HiGHS is not loaded");
    this.models++;
    let model: Model | undefined;
    try {
      model = this.highs.createModel(data);
      model.options.set({ output_flag: false, random_seed: 1 });
      const result = work(model);
      model.dispose();
      return result;
    } catch (error) {
      // Our own mistakes are not HiGHS' failures: they must be heard of.
      if (error instanceof TypeError || error instanceof ReferenceError) throw error;
      // Of a use within a use the inner one has counted the loss.
      if (this.highs) this.failures++;
      this.highs = undefined;
      throw new HighsFailed("HiGHS failed", { cause: error });
    }
  }
}
