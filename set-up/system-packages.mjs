import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { runChild } from "./run-child.mjs";
import { say } from "./say.mjs";
import { withoutSecrets } from "./without-secrets.mjs";

const BROWSERS = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/**
 * The browser for tests and pictures, fonts that have Chinese, and a reader of printed pages. Root on Debian gets what is missing; anybody else is
 * told the command.
 * @returns {Promise<{browser?: string | undefined, refusal?: string | undefined}>}
 */
export async function findBrowser() {
  const missing = missingPackages();
  if (missing.length === 0) return { browser: browserPath() };
  const install = `apt-get install -y --no-install-recommends ${missing.join(" ")}`;
  const words = `The tests need ${missing.join(" and ")}`;
  if (process.platform !== "linux")
    return { refusal: `${words}: install Google Chrome, or set ZHIBAN_CHROMIUM to a browser.` };
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) {
    return { refusal: `${words}. As root, run: apt-get update && ${install}` };
  }
  say(`installing ${missing.join(", ")} (apt-get)`);
  const options = { stdio: ["ignore", 2, 2], env: { ...withoutSecrets(), DEBIAN_FRONTEND: "noninteractive" } };
  await runChild("apt-get", ["update", "-q"], options);
  await runChild("apt-get", install.split(" ").slice(1), options);
  const still = missingPackages();
  if (still.length > 0)
    return { refusal: `apt-get could not install ${still.join(" and ")}; its messages stand above.` };
  say("system packages installed");
  return { browser: browserPath() };
}

function missingPackages() {
  const missing = [];
  if (!browserPath()) missing.push("chromium");
  if (process.platform === "linux" && !hasChineseFont()) missing.push("fonts-noto-cjk");
  if (process.platform === "linux" && spawnSync("pdftotext", ["-v"], { env: withoutSecrets() }).error)
    missing.push("poppler-utils");
  return missing;
}

function browserPath() {
  const named = process.env.ZHIBAN_CHROMIUM;
  if (named && existsSync(named)) return named;
  return BROWSERS.find((path) => existsSync(path));
}

function hasChineseFont() {
  if (existsSync("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")) return true;
  const { stdout } = spawnSync("fc-list", [":lang=zh-cn", "file"], { encoding: "utf8", env: withoutSecrets() });
  return Boolean(stdout?.trim());
}
