import { AppstoreOutlined, DesktopOutlined, DownOutlined } from "@ant-design/icons";
import { Link, useNavigate } from "@tanstack/react-router";
import { Button, Dropdown } from "antd";
import { useTranslation } from "react-i18next";
import { shiftInView } from "#duty/attendance/post-board.ts";
import { useAttendanceAt } from "../attendance/attendance-query.ts";
import { overlooks, useDeskPlace } from "../door/acting.ts";
import { useShownNouns } from "../noun/shown-nouns.ts";
import { useSite } from "../site/site-query.ts";
import { SearchLink } from "./SearchLink.tsx";

/** Which post, and which of its books. */
export function PostNav({ post }: { post: string | undefined }) {
  const { t } = useTranslation();
  const { site } = useDeskPlace();
  const { posts } = useSite(site);
  const navigate = useNavigate();
  const at = post ?? posts[0]?.key;
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
          <span className="for-readers">{t("site:post")}</span>
          {posts.find(({ key }) => key === at)?.name ?? at}
        </Button>
      </Dropdown>
      <PostLinks post={at} />
      <SearchLink on="wide" />
    </>
  );
}

function PostLinks({ post }: { post: string }) {
  const { t } = useTranslation();
  const { site, acting } = useDeskPlace();
  const { books } = useShownNouns();
  const at = shiftInView(useAttendanceAt(site, post));
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
        books.map(({ to, label, Icon }) => (
          <Link key={to} to={to} params={{ post, date: at.date, shift: at.shift }} activeProps={active}>
            <Icon aria-hidden="true" />
            {t(label)}
          </Link>
        ))}
    </nav>
  );
}
