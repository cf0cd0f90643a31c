import { useInfiniteQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { minute } from "#duty/grammar/time.ts";
import type { ShownMatter } from "#server/matter/matter-answer.ts";
import { Status } from "../../ui/Status.tsx";
import { useNow, useWall } from "../../ui/server-clock.ts";
import { Moment } from "../../ui/When.tsx";
import { useDeskPlace } from "../door/acting.ts";
import { matterWords } from "../site/matter-words.ts";
import { useNames } from "../site/names.ts";
import { settledQuery } from "./matter-query.ts";

type Settled = ShownMatter & { readonly settledAt: number };

/** What was settled at the post: today's folded under its number, what came before at a press. */
export function SettledMatters({ post }: { post: string }) {
  const { t } = useTranslation();
  const wall = useWall();
  const today = wall.day(useNow(minute));
  const [isOpen, setOpen] = useState(false);
  const [isOlder, setOlder] = useState(false);
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage, isFetchNextPageError } = useInfiniteQuery(
    settledQuery(useDeskPlace(), post),
  );
  const settled = data?.pages.flatMap(({ matters }) => matters.filter(isSettled)) ?? [];
  const ofToday = settled.filter(({ settledAt }) => wall.day(settledAt) === today);
  if (settled.length === 0) return null;
  const shown = isOlder || ofToday.length === 0 ? settled : ofToday;
  const isLeft = shown.length < settled.length || hasNextPage;
  const older = () => {
    if (shown.length < settled.length) setOlder(true);
    else void fetchNextPage().then(() => setOlder(true));
  };
  return (
    <div className="matters-settled">
      <button
        type="button"
        className="plain-button link"
        aria-expanded={isOpen}
        onClick={() => setOpen((before) => !before)}
      >
        {t("matter:settled.today", { count: ofToday.length })}
      </button>
      {isOpen && (
        <>
          <ul>
            {shown.map((each) => (
              <SettledRow key={each.id} matter={each} post={post} />
            ))}
          </ul>
          {isFetchNextPageError && <p className="panel-foot soft">{t("ui:broken.away")}</p>}
          {isLeft && (
            <p className="panel-foot">
              <Button block loading={isFetchingNextPage} onClick={older}>
                {t("matter:settled.older")}
              </Button>
            </p>
          )}
        </>
      )}
    </div>
  );
}

function isSettled(matter: ShownMatter): matter is Settled {
  return matter.settledAt !== null;
}

/** One that is done with: what it was, what came of it, who said so and when. Of kit that was found the count says it. */
function SettledRow({ matter, post }: { matter: Settled; post: string }) {
  const { t } = useTranslation();
  const names = useNames();
  const note = matter.notes.findLast(({ what }) => what === "settled");
  return (
    <li className="matter">
      <div className="row spread">
        <Status kind="quiet">{t(`matter:class.${matter.class}`)}</Status>
        <Moment at={matter.settledAt} />
      </div>
      <p className="what wrap">{matterWords(matter, names, post)}</p>
      <p className="small wrap">
        {note ? (
          <>
            <span className="soft">
              {names.person(note.by)} {t("matter:sentence.settled")}
            </span>{" "}
            {note.text ?? t("log:erased")}
          </>
        ) : (
          <span className="soft">{t("matter:settled.byCount")}</span>
        )}
      </p>
    </li>
  );
}
