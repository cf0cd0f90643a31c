import { useQueryClient } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { type ReactNode, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Mark, Wordmark } from "../../ui/Wordmark.tsx";
import type { Session } from "../account/session-query.ts";
import { followFeed } from "../door/feed.ts";
import { OutboxStrip } from "../door/OutboxStrip.tsx";
import { ClauseProvider } from "../notice/ClauseDrawer.tsx";
import { useBearings } from "./acting.ts";
import { DeskLock } from "./DeskLock.tsx";
import { PeopleStrip } from "./PeopleStrip.tsx";
import { PostNav } from "./PostNav.tsx";
import { Settings } from "./Settings.tsx";
import { ShellShortcuts } from "./ShellShortcuts.tsx";
import { SiteClock } from "./SiteClock.tsx";

/** What stands around every screen: where one is, who is here, what time it is, what is still unsent. */
export function Shell({ session, children }: { session: Session; children: ReactNode }) {
  const { t } = useTranslation();
  const { site } = useBearings();
  const queries = useQueryClient();
  useEffect(() => followFeed(site, queries), [site, queries]);
  const { post } = useParams({ strict: false });
  const name = session.sites.find((each) => each.site === site)?.name ?? "";
  return (
    <ClauseProvider>
      <a className="skip" href="#main">
        {t("ui:skip")}
      </a>
      <header className="bar">
        <Link to="/" className="brand" aria-label={t("ui:home")}>
          <Mark size={26} />
          <span className="word">
            <Wordmark height={19} label={t("ui:product")} />
          </span>
        </Link>
        <span className="site-name">{name}</span>
        <PostNav post={post} />
        <SiteClock />
        <Settings />
      </header>
      <PeopleStrip session={session} />
      <OutboxStrip />
      <main id="main" className="screen" tabIndex={-1}>
        {children}
      </main>
      <ShellShortcuts post={post} />
      <DeskLock session={session} />
    </ClauseProvider>
  );
}
