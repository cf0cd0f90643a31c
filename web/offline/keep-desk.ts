import { minute } from "#duty/grammar/time.ts";
import { hasOpenWork } from "./open-work.ts";
import { ScreenRenewal } from "./screen-renewal.ts";
import { TAKE_OVER } from "./take-over.ts";

const openPages = "zhiban.in-use";

/** How often a browser asks whether there is a newer release of the screens. */
const askedEvery = 10 * minute;

/** Whether somebody acts at this desk who is not locked. */
let atWork = false;
let renewal: ScreenRenewal | undefined;

/**
 * Keeps the screens in this browser, so that the desk shows itself where the server is out of reach, and renews them when nobody is at work.
 * Browsers do so only over https, or on the server's own machine; elsewhere the desk comes from the server each time.
 */
export async function keepDesk(): Promise<void> {
  const { serviceWorker } = navigator as Partial<Navigator>;
  if (!serviceWorker) return;
  let held = serviceWorker.controller !== null;
  const registration = await serviceWorker.register("/service-worker.js");
  const renewed = new ScreenRenewal(groundOf(registration));
  renewal = renewed;
  serviceWorker.addEventListener("controllerchange", () => {
    // The first one takes no other's place.
    if (held) renewed.tookOver();
    held = true;
  });
  setInterval(() => renewed.look(), minute);
  setInterval(() => {
    if (navigator.onLine) void registration.update().catch(() => undefined); // asked again in ten minutes
  }, askedEvery);
  renewed.look();
}

/** Told by the shell: somebody acts here, or nobody does any more. */
export function tellAtWork(now: boolean): void {
  atWork = now;
  renewal?.look();
}

function groundOf(registration: ServiceWorkerRegistration) {
  return {
    isInUse: () => atWork || hasOpenWork(document),
    holdOthers: () => {
      const { promise, resolve } = Promise.withResolvers<void>();
      const held = navigator.locks.request(openPages, { mode: "shared" }, () => promise);
      return () => {
        resolve();
        return held;
      };
    },
    whereNoneHolds: (run: () => void) => {
      void navigator.locks.request(openPages, { ifAvailable: true }, (lock) => {
        if (lock) run();
      });
    },
    takeOver: () => registration.waiting?.postMessage(TAKE_OVER),
    reload: () => location.reload(),
  };
}
