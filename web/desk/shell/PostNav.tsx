import { AppstoreOutlined, DesktopOutlined, DownOutlined, EllipsisOutlined } from "@ant-design/icons";
import { Link, useNavigate } from "@tanstack/react-router";
import { Button, Dropdown } from "antd";
import { useTranslation } from "react-i18next";
import { shiftInView } from "#duty/attendance/post-board.ts";
import { useNarrow } from "../../ui/narrow.ts";
import { useAttendanceAt } from "../attendance/attendance-query.ts";
import { overlooks, useDeskPlace } from "../door/acting.ts";
import { useShownNouns } from "../noun/shown-nouns.ts";
import { useNames } from "../site/names.ts";
import { useSite } from "../site/site-query.ts";
import { useOwnPost } from "./first-post.ts";
import { SearchLink } from "./SearchLink.tsx";

/** So many books have a tab on a phone; the others stand behind the last tab. */
export const booksOnPhone = 2;

interface Props {
  readonly post: string | undefined;
  readonly onMore: () => void;
}

/** Which post, and which of its books. */
export function PostNav({ post, onMore }: Props) {
  const { t } = useTranslation();
  const names = useNames();
  const { site } = useDeskPlace();
  const { posts } = useSite(site);
  const navigate = useNavigate();
  const own = useOwnPost();
  const at = post ?? own;
  const shift = shiftInView(useAttendanceAt(site, at ?? ""));
  if (at === undefined) return <span className="nav" />;
  return (
    <>
      <Dropdown
        trigger={["click"]}
        menu={{
          items: posts.map(({ key, name }) => ({ key, label: name })),
          selectable: true,
          selectedKeys: [at],
          onClick: ({ key }) => void navigate({ to: "/duty/$post", params: { post: key } }),
        }}
      >
        <Button className="post-select" icon={<DownOutlined aria-hidden="true" />} iconPlacement="end">
          <span className="where">
            <span className="for-readers">{t("site:post")}</span>
            <span>{posts.find(({ key }) => key === at)?.name ?? at}</span>
            {shift && <span className="shift narrow-only"> {names.shift(at, shift.shift)}</span>}
          </span>
        </Button>
      </Dropdown>
      <PostLinks post={at} onMore={onMore} />
      <SearchLink />
    </>
  );
}

function PostLinks({ post, onMore }: { post: string; onMore: () => void }) {
  const { t } = useTranslation();
  const { site, acting } = useDeskPlace();
  const { books } = useShownNouns();
  const at = shiftInView(useAttendanceAt(site, post));
  const isNarrow = useNarrow();
  const active = { className: "active" };
  return (
    <nav className="nav" aria-label={t("ui:nav.label")}>
      {overlooks(acting, site) && (
        <Link to="/overview" activeProps={active}>
          <AppstoreOutlined aria-hidden="true" />
          {t("ui:nav.overview")}
        </Link>
      )}
      <Link to="/duty/$post" params={{ post }} activeProps={active}>
        <DesktopOutlined aria-hidden="true" />
        {t("ui:nav.duty")}
      </Link>
      {at &&
        books.slice(0, isNarrow ? booksOnPhone : undefined).map(({ to, label, Icon }) => (
          <Link key={to} to={to} params={{ post, date: at.date, shift: at.shift }} activeProps={active}>
            <Icon aria-hidden="true" />
            {t(label)}
          </Link>
        ))}
      {isNarrow && (
        <button type="button" aria-haspopup="dialog" onClick={onMore}>
          <EllipsisOutlined aria-hidden="true" />
          {t("ui:nav.more")}
        </button>
      )}
    </nav>
  );
}
