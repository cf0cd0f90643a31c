import { useSyncExternalStore } from "react";

/** As wide as `@media (max-width: 800px)`: a phone, and whatever else has room for one column. */
const narrow = () => window.matchMedia("(max-width: 800px)");

/** Whether the screen has room for one column only; for what stands elsewhere there. What only looks otherwise is said in style. */
export function useNarrow(): boolean {
  return useSyncExternalStore(
    (tell) => {
      const at = narrow();
      at.addEventListener("change", tell);
      return () => at.removeEventListener("change", tell);
    },
    () => narrow().matches,
    () => false,
  );
}
