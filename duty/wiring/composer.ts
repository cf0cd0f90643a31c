import { Composer } from "#duty/wiring/composition.ts";
import { declared } from "./declared.ts";

/** The one composer: the directions of this release, and the texts it has seen. */
export const composer = new Composer(() => declared().directions);
