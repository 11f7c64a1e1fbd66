// What scripts say, in the language of the page. Rules, scores and findings speak from the server.
const ZH = {
  close: "关闭",
  cancel: "取消",
};

const EN = {
  close: "Close",
  cancel: "Cancel",
};

export const words = document.documentElement.lang.startsWith("en") ? EN : ZH;
