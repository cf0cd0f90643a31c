import { useTranslation } from "react-i18next";
import type { BoardPost } from "#server/overview/overview-answer.ts";
import { Panel } from "../../ui/Panel.tsx";
import { BoardRow } from "./BoardRow.tsx";
import { inBoardOrder } from "./board-order.ts";
import "./overview-board.css";

const columns = ["post", "on", "status", "change", "handover", "matters", "last"] as const;

/** All posts of the site, one line each; what is wrong stands above. */
export function BoardPanel({ posts }: { posts: readonly BoardPost[] }) {
  const { t } = useTranslation();
  return (
    <Panel id="posts" title={t("overview:posts")} count={posts.length} aside={<BoardFigures posts={posts} />} flush>
      <div className="overview-scroll">
        <table className="overview-board">
          <colgroup>
            {columns.map((column) => (
              <col key={column} className={`of-${column}`} />
            ))}
          </colgroup>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {t(`overview:column.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {inBoardOrder(posts).map((each) => (
              <BoardRow key={each.post} post={each} />
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

function BoardFigures({ posts }: { posts: readonly BoardPost[] }) {
  const { t } = useTranslation();
  const people = posts.flatMap(({ on }) => on.filter(({ as }) => as !== "away")).length;
  const owed = posts.filter(({ status }) => status !== "closed");
  const count = (...wanted: BoardPost["status"][]) => posts.filter(({ status }) => wanted.includes(status)).length;
  const overdue = posts.reduce((sum, each) => sum + each.overdue, 0);
  const figures = [
    { key: "people", value: String(people), bad: false },
    { key: "manned", value: `${owed.length - count("empty")}/${owed.length}`, bad: count("empty") > 0 },
    { key: "waiting", value: String(count("waiting")), bad: count("waiting") > 0 },
    { key: "overdue", value: String(overdue), bad: overdue > 0 },
  ] as const;
  return (
    <ul className="overview-figures">
      {figures.map(({ key, value, bad }) => (
        <li key={key} className={bad ? "bad" : undefined}>
          <strong>{value}</strong> {t(`overview:figure.${key}`)}
        </li>
      ))}
    </ul>
  );
}
