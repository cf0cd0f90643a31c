import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { Panel } from "../../ui/Panel.tsx";
import { Broken, Nothing, Waiting } from "../../ui/States.tsx";
import { useDeskPlace } from "../door/acting.ts";
import { useOwnDraft } from "../door/own-draft.ts";
import { FoundRow } from "./FoundRow.tsx";
import { SearchForm } from "./SearchForm.tsx";
import { foundQuery, noFields, type SearchFields } from "./search-query.ts";
import { WorkbookButton } from "./WorkbookButton.tsx";
import "./log.css";
import "./search.css";

/** Looks through the lines of all books that the person may read. What was asked stays while one goes to a page and comes back. */
export function SearchScreen() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const place = useDeskPlace();
  const [asked, ask] = useOwnDraft<SearchFields>("log-search", "", noFields);
  const { queryKey } = foundQuery(place, asked);
  const search = (fields: SearchFields) => {
    // The same once more is asked anew from the top, for lines that have come.
    if (JSON.stringify(fields) === JSON.stringify(asked)) void queries.resetQueries({ queryKey });
    else ask(fields);
  };
  return (
    <>
      <section className="panel" aria-labelledby="search-title">
        <header>
          <h1 id="search-title">{t("log:search.title")}</h1>
        </header>
        <div className="inside">
          <SearchForm asked={asked} onSearch={search} />
        </div>
      </section>
      <FoundLines asked={asked} />
    </>
  );
}

/** What was found, the latest first, answer by answer. */
function FoundLines({ asked }: { asked: SearchFields }) {
  const { t } = useTranslation();
  const place = useDeskPlace();
  const { data, isError, refetch, hasNextPage, fetchNextPage, isFetchingNextPage, isFetchNextPageError } =
    useInfiniteQuery(foundQuery(place, asked));
  const lines = data?.pages.flatMap((page) => page.lines) ?? [];
  const people = Object.assign({}, ...(data?.pages.map((page) => page.people) ?? []));
  const shown = hasNextPage
    ? t("log:search.shownOfMore", { count: lines.length })
    : t("log:search.shown", { count: lines.length });
  return (
    <Panel id="found" title={t("log:search.found")} flush aside={lines.length > 0 && <WorkbookButton asked={asked} />}>
      <p className="found-count soft small" role="status">
        {data && lines.length > 0 && shown}
      </p>
      {!data && isError && <Broken what={t("ui:broken.away")} onRetry={() => void refetch()} />}
      {!data && !isError && <Waiting rows={8} />}
      {data && lines.length === 0 && !hasNextPage && (
        <Nothing title={t("log:search.none")}>
          <p>{t("log:search.noneNote")}</p>
        </Nothing>
      )}
      <ul className="found-lines">
        {lines.map((line) => (
          <FoundRow key={`${line.site}/${line.page}/${line.line}`} line={line} people={people} />
        ))}
      </ul>
      {data && isFetchNextPageError && <p className="found-note">{t("ui:broken.away")}</p>}
      {hasNextPage && (
        <p className="panel-foot">
          <Button block loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t("log:search.more")}
          </Button>
        </p>
      )}
    </Panel>
  );
}
