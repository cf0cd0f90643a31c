import { QueryClientProvider } from "@tanstack/react-query";
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  RouterProvider,
} from "@tanstack/react-router";
import { act, cleanup, render, waitFor, within } from "@testing-library/react";
import { type UserEvent, userEvent } from "@testing-library/user-event";
import i18next from "i18next";
import { type ReactNode, Suspense } from "react";
import { beginLanguage, speak } from "../languages/language.ts";
import { untilKept } from "../queue/played-browser.ts";
import { ZoneContext } from "../ui/server-clock.ts";
import { chooseActing, DeskPlaceContext, useActingAt } from "./door/acting.ts";
import { deskQueries } from "./door/desk-queries.ts";
import { useSession } from "./door/session-query.ts";
import { ClauseProvider } from "./notice/ClauseDrawer.tsx";
import { Dressed } from "./shell/Dressed.tsx";
import "./told-nouns.ts";

/* For tests: a part of a screen in a DOM, with all that stands around it in the product. Who is at the desk, the edge of the network says. */

/** Addresses of the product; `routes.tsx` says what really stands there. */
const addresses = [
  "/",
  "/overview",
  "/forgotten-pin",
  "/duty/$post",
  "/page/$post/$date/$shift",
  "/handover/$post/$date/$shift",
  "/roster/$post/$date/$shift",
  "/regulation/$regulation",
  "/search",
];

interface Opened {
  readonly user: UserEvent;
  /** Where the browser has gone. */
  where(): string;
  /** Asks anew what has this first word, as the feed would have it. */
  askAgain(name: string): Promise<void>;
  close(): void;
}

interface Standpoint {
  /** Where the browser stands. */
  readonly at?: string;
  /** `door`: nobody need be signed in, and no site is known. */
  readonly around?: "desk" | "door";
}

/** Opens a part, in Chinese, and waits until it stands. What was open before is closed, and nothing is left of it. */
export async function openedPart(part: ReactNode, standpoint: Standpoint = {}): Promise<Opened> {
  const { at = "/duty/gate", around = "desk" } = standpoint;
  cleanup();
  chooseActing("");
  return await openedAgain(part, { at, around });
}

/** The same in a browser that has kept what it was given to keep. */
export async function openedAgain(part: ReactNode, { at = "/duty/gate", around = "desk" }: Standpoint = {}) {
  cleanup();
  if (!i18next.isInitialized) {
    await beginLanguage();
    await speak("zh-CN", { remember: false });
  }
  const queries = deskQueries();
  // Asked again as often as in the product, but without the pause before it.
  queries.setDefaultOptions({ queries: { ...queries.getDefaultOptions().queries, retryDelay: 0 } });
  const router = createRouter({
    routeTree: treeOf(around === "desk" ? <AtDesk>{stands(part)}</AtDesk> : stands(part), { at, around }),
    history: createMemoryHistory({ initialEntries: [at] }),
  });
  await router.load();
  const drawn = render(
    <QueryClientProvider client={queries}>
      <Dressed>
        <RouterProvider router={router as never} />
      </Dressed>
    </QueryClientProvider>,
  );
  await waitFor(async () => {
    // What has been drawn asks its questions only then.
    await act(async () => undefined);
    const hasLeft = router.state.location.href !== at;
    const asking = queries.isFetching();
    // Whoever is at the desk may be known and not drawn yet.
    const isDrawn = document.querySelector(".screen.alone .waiting") === null;
    if (asking > 0 || !isDrawn || !(hasLeft || document.querySelector("[data-stands]")))
      throw new Error(`the part does not stand, and ${asking} questions have no answer`);
  });
  return {
    user: hands(),
    where: () => router.state.location.href,
    askAgain: (name: string) => act(() => queries.invalidateQueries({ queryKey: [name] })),
    close: () => drawn.unmount(),
  } satisfies Opened;
}

/** Hands that wait with a press until the button has done with the last one, a double tap does not; and after each until what was sent is kept. */
function hands(): UserEvent {
  const user = userEvent.setup({ delay: null });
  const click: UserEvent["click"] = async (on) => {
    await waitFor(() => {
      if (on.matches(".ant-btn-loading")) throw new Error(`${on.textContent} is busy`);
    });
    await user.click(on);
    await act(untilKept);
  };
  const dblClick: UserEvent["dblClick"] = async (on) => {
    await user.dblClick(on);
    await act(untilKept);
  };
  return { ...user, click, dblClick };
}

function stands(part: ReactNode): ReactNode {
  return (
    <>
      {part}
      <span data-stands hidden />
    </>
  );
}

/** Around the door a part stands wherever the browser goes; at a desk, as screens do, at the address at which it was opened alone. */
function treeOf(part: ReactNode, { at, around }: Required<Standpoint>) {
  const home = around === "desk" ? addresses.find((path) => isAt(path, at)) : undefined;
  const root = createRootRoute({
    component: () => <Suspense fallback={null}>{home === undefined ? part : <Outlet />}</Suspense>,
    notFoundComponent: () => null,
  });
  return root.addChildren(
    addresses.map((path) =>
      createRoute({ getParentRoute: () => root, path, component: () => (path === home ? part : null) }),
    ),
  );
}

function isAt(path: string, address: string): boolean {
  return new RegExp(`^${path.replaceAll(/\$\w+/g, "[^/]+")}$`).test(address.split("?")[0] ?? "");
}

function AtDesk({ children }: { children: ReactNode }) {
  const session = useSession();
  const acting = useActingAt(session);
  const [site] = session.sites;
  if (!acting || !site) throw new Error("nobody is at this desk: open the part `around` the door");
  return (
    <ZoneContext value={site.zone}>
      <DeskPlaceContext value={{ site: site.site, acting }}>
        <Suspense fallback={null}>
          <ClauseProvider>{children}</ClauseProvider>
        </Suspense>
      </DeskPlaceContext>
    </ZoneContext>
  );
}

/** What stands on the screen under a key of the texts; whatever is no key stands for itself. */
export function said(key: string, about: Record<string, unknown> = {}): string {
  return i18next.exists(key, about) ? i18next.t(key, about) : key;
}

/** What can be pressed under this name, by the key of what it says; in the window that is open, where one is. */
export function buttons(key: string, about: Record<string, unknown> = {}): HTMLElement[] {
  const name = said(key, about);
  return [...front().querySelectorAll<HTMLElement>("button, a, [role=menuitem]")].filter(
    (each) => (each.getAttribute("aria-label") ?? each.textContent?.trim()) === name || heardAs(each) === name,
  );
}

/** What is read out of it: without what only the eye has. */
function heardAs(each: HTMLElement): string {
  const copy = each.cloneNode(true) as HTMLElement;
  for (const hidden of copy.querySelectorAll("[aria-hidden=true]")) hidden.remove();
  return copy.textContent?.trim() ?? "";
}

/** The one that can be pressed under this name. */
export function button(key: string, about: Record<string, unknown> = {}): HTMLElement {
  const [one, ...more] = buttons(key, about);
  if (!one || more.length > 0) throw new Error(`${one ? more.length + 1 : 0} buttons say ${said(key, about)}`);
  return one;
}

/** A field by the key of its label. */
export function field(key: string, about: Record<string, unknown> = {}): HTMLElement {
  return inFront().getByLabelText(said(key, about));
}

/** Whatever stands in front: the window that was opened last, else the page. */
export function inFront() {
  return within(front());
}

/** The words that stand in front. */
export function read(): string {
  return front().textContent ?? "";
}

/** How many windows are open. */
export function windows(): number {
  return document.querySelectorAll("dialog[open]").length;
}

function front(): HTMLElement {
  return [...document.querySelectorAll<HTMLElement>("dialog[open]")].at(-1) ?? document.body;
}

/** Escape as a browser tells it to the window in front. */
export function pressEscape(): void {
  const [window] = [...document.querySelectorAll("dialog[open]")].reverse();
  if (!window) throw new Error("no window is open");
  act(() => void window.dispatchEvent(new Event("cancel", { cancelable: true })));
}

/** The lines of a list as they are read. */
export function linesOf(list: Element | null): string[] {
  return [...(list?.children ?? [])].map((each) => each.textContent ?? "");
}
