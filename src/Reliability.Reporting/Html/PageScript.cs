namespace Reliability.Reporting.Html;

/// <summary>
/// The script: tables that sort, figures that switch between a logarithmic and a linear scale, and values shown to who points at a figure or walks through
/// it with the arrow keys. The page says all it has to say without it.
/// </summary>
internal static class PageScript
{
    public const string Code =
        """
        'use strict';
        (function () {
          document.querySelectorAll('table.sortable').forEach(function (table) {
            var heads = table.tHead.rows[0].cells, body = table.tBodies[0];
            Array.prototype.forEach.call(heads, function (head, column) {
              // Not a button element: Chromium does not repeat a header that holds one on every page of print.
              var button = document.createElement('span');
              button.setAttribute('role', 'button');
              button.tabIndex = 0;
              button.addEventListener('keydown', function (e) {
                if (e.key !== 'Enter' && e.key !== ' ') return;
                e.preventDefault();
                button.click();
              });
              while (head.firstChild) button.appendChild(head.firstChild);
              head.appendChild(button);
              button.addEventListener('click', function () {
                var up = head.getAttribute('aria-sort') !== 'ascending';
                Array.prototype.forEach.call(heads, function (h) { h.removeAttribute('aria-sort'); });
                head.setAttribute('aria-sort', up ? 'ascending' : 'descending');
                var rows = Array.prototype.slice.call(body.rows).map(function (row, i) {
                  var cell = row.cells[column], v = cell.getAttribute('data-v');
                  return { row: row, i: i, n: v === null ? NaN : Number(v), t: cell.textContent.trim() };
                });
                var numbers = rows.some(function (r) { return !isNaN(r.n); });
                rows.sort(function (a, b) {
                  if (numbers) {
                    if (isNaN(a.n) || isNaN(b.n)) return (isNaN(a.n) ? 1 : 0) - (isNaN(b.n) ? 1 : 0) || a.i - b.i;
                    return (up ? a.n - b.n : b.n - a.n) || a.i - b.i;
                  }
                  return (up ? 1 : -1) * a.t.localeCompare(b.t, 'en', { numeric: true }) || a.i - b.i;
                });
                rows.forEach(function (r) { body.appendChild(r.row); });
              });
            });
          });

          document.querySelectorAll('figure[data-switch]').forEach(function (figure) {
            var bar = document.createElement('div'), scales = figure.querySelectorAll('[data-scale]');
            bar.className = 'switch';
            bar.setAttribute('role', 'group');
            bar.setAttribute('aria-label', 'scale of the figure');
            scales.forEach(function (scale) {
              var button = document.createElement('button');
              button.type = 'button';
              button.textContent = scale.getAttribute('data-scale');
              button.setAttribute('aria-pressed', String(!scale.hidden));
              button.addEventListener('click', function () {
                scales.forEach(function (s) { s.hidden = s !== scale; });
                bar.querySelectorAll('button').forEach(function (b) { b.setAttribute('aria-pressed', String(b === button)); });
                hide();
              });
              bar.appendChild(button);
            });
            figure.insertBefore(bar, figure.firstChild);
          });

          var tip = document.createElement('div'), shown = null;
          tip.id = 'tip';
          tip.setAttribute('role', 'status');
          tip.hidden = true;
          document.body.appendChild(tip);
          function hide() {
            if (shown) shown.classList.remove('on');
            shown = null;
            tip.hidden = true;
          }
          function show(rect) {
            hide();
            shown = rect;
            rect.classList.add('on');
            tip.textContent = rect.getAttribute('data-tip');
            tip.hidden = false;
            var box = rect.getBoundingClientRect(), size = tip.getBoundingClientRect(), wide = document.documentElement.clientWidth;
            var left = Math.max(4, Math.min(wide - size.width - 4, box.left + box.width / 2 - size.width / 2));
            var top = box.top - size.height - 8 < 0 ? box.bottom + 8 : box.top - size.height - 8;
            tip.style.left = (left + window.scrollX) + 'px';
            tip.style.top = (top + window.scrollY) + 'px';
          }
          document.querySelectorAll('figure .pan').forEach(function (pan) {
            var rects = Array.prototype.slice.call(pan.querySelectorAll('.hits rect'));
            if (rects.length === 0) return;
            rects.forEach(function (rect) {
              var title = rect.querySelector('title');
              rect.setAttribute('data-tip', title.textContent);
              rect.removeChild(title);
              rect.addEventListener('pointerenter', function () { show(rect); });
              rect.addEventListener('pointerleave', hide);
            });
            pan.tabIndex = 0;
            pan.setAttribute('role', 'group');
            pan.setAttribute('aria-label', 'figure; arrow keys walk through its values');
            pan.addEventListener('blur', hide);
            pan.addEventListener('keydown', function (e) {
              var step = e.key === 'ArrowRight' || e.key === 'ArrowDown' ? 1 : e.key === 'ArrowLeft' || e.key === 'ArrowUp' ? -1 : 0;
              if (e.key === 'Escape') hide();
              if (step === 0) return;
              e.preventDefault();
              var at = rects.indexOf(shown);
              show(rects[at < 0 ? (step > 0 ? 0 : rects.length - 1) : (at + step + rects.length) % rects.length]);
            });
          });
        })();

        """;
}
