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

  /** Makes a model, lets it be used and frees it; whatever HiGHS throws becomes HighsFailed. */
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
      this.highs = undefined;
      this.failures++;
      throw new HighsFailed("HiGHS failed", { cause: error });
    }
  }
}
