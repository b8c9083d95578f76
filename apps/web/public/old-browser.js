/* Plain ES5: it must run in the browsers that cannot run the rest. Chrome 100 is the oldest one we promise. */
(function () {
  var chrome = /Chrome\/(\d+)/.exec(navigator.userAgent);
  if (typeof structuredClone === 'function' && !(chrome && Number(chrome[1]) < 100)) return;
  document.addEventListener('DOMContentLoaded', function () {
    document.body.innerHTML = '<p style="max-width:560px;margin:80px auto;padding:0 16px;font:18px/1.8 sans-serif">' +
      '浏览器版本过低，无法打开本系统。请使用 Chrome 100 及以上内核的浏览器（Chrome、Edge、360、奇安信、红莲花的新版本），或联系信息科升级。</p>';
  });
})();
