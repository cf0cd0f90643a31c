import { existsSync } from "node:fs";
import { dirname } from "node:path";
import type { Words } from "./verb.ts";

/** What went wrong with a file, in a sentence that says what to do; undefined of what is no such thing. */
export function fileTrouble(thrown: unknown): Words | undefined {
  const { code, path } = thrown as { code?: unknown; path?: unknown };
  if (code === "ENOSPC" || code === "EDQUOT")
    return {
      zh: "磁盘已满，没有写完：请腾出空间，删掉没写完的文件，再做一次。",
      en: "The disk is full, and not all was written: make room, remove what is unfinished, and do it again.",
    };
  if (typeof code !== "string" || typeof path !== "string") return undefined;
  return code === "ENOENT" ? missing(path) : ofPath[code]?.(path);
}

const ofPath: Readonly<Record<string, (path: string) => Words>> = {
  EEXIST: (path) => ({
    zh: `${path} 已经有了，不会覆盖：请另起一个名字。`,
    en: `${path} is there already and is never written over: give another name.`,
  }),
  EACCES: forbidden,
  EPERM: forbidden,
  EROFS: (path) => ({
    zh: `${path} 在只读的磁盘上：请另选一个地方。`,
    en: `${path} is on a disk that can only be read: name another place.`,
  }),
  ENOTDIR: (path) => ({
    zh: `${path} 的上级是文件，不是文件夹：请核对路径。`,
    en: `${path} lies in what is a file and no folder: look at the path.`,
  }),
  EISDIR: (path) => ({
    zh: `${path} 是文件夹，这里要的是文件：请核对路径。`,
    en: `${path} is a folder, and a file is wanted: look at the path.`,
  }),
};

function forbidden(path: string): Words {
  return {
    zh: `没有读写 ${path} 的权限：请换有权限的用户来做，或另选一个地方。`,
    en: `${path} may not be read or written by this user: do it as one who may, or name another place.`,
  };
}

function missing(path: string): Words {
  const folder = dirname(path);
  if (existsSync(folder)) return { zh: `没有 ${path}：请核对路径。`, en: `There is no ${path}: look at the path.` };
  return {
    zh: `没有文件夹 ${folder}：请先建好，或另选一个地方。`,
    en: `There is no folder ${folder}: make it first, or name another place.`,
  };
}
