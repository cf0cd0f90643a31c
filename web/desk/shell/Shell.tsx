import { useLocation, useParams } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Session } from "#server/account/account-answer.ts";
import { useDeskPlace } from "../door/acting.ts";
import { useLiveFeed } from "../door/live-feed.ts";
import { useCalls } from "../ledger/Calls.tsx";
import { ClauseProvider } from "../notice/ClauseDrawer.tsx";
import { SiteClock } from "../site/SiteClock.tsx";
import { Brand } from "./Brand.tsx";
import { PeopleStrip } from "./PeopleStrip.tsx";
import { PostNav } from "./PostNav.tsx";
import { Settings } from "./Settings.tsx";
import { ShellShortcuts } from "./ShellShortcuts.tsx";
import { Unsent } from "./Unsent.tsx";

/** What stands around every screen: where one is, who is here, what time it is, what is still unsent. */
export function Shell({ session, children }: { session: Session; children: ReactNode }) {
  const { site, acting } = useDeskPlace();
  useLiveFeed(site, acting);
  const { post } = useParams({ strict: false });
  const name = session.sites.find((each) => each.site === site)?.name ?? "";
  return (
    <ClauseProvider>
      <Around session={session} name={name} post={post}>
        {children}
      </Around>
    </ClauseProvider>
  );
}

interface AroundProps {
  readonly session: Session;
  readonly name: string;
  readonly post: string | undefined;
  readonly children: ReactNode;
}

/** Inside of what knows the names of people and posts: a call is told by name. */
function Around({ session, name, post, children }: AroundProps) {
  const { t } = useTranslation();
  const { bell, strip, quieting } = useCalls();
  // The overview shows the call itself, with its button.
  const { pathname } = useLocation();
  return (
    <>
      <a className="skip" href="#main">
        {t("ui:skip")}
      </a>
      <header className="bar">
        <Brand />
        <span className="site-name">{name}</span>
        <PostNav post={post} />
        <PeopleStrip session={session} />
        <SiteClock />
        {bell}
        <Settings />
      </header>
      {pathname === "/overview" ? quieting : strip}
      <Unsent />
      <main id="main" className="screen" tabIndex={-1}>
        {children}
      </main>
      <ShellShortcuts post={post} />
    </>
  );
}
