/// The style sheet of every page: one column, system typefaces, light and dark, paper and phone.
enum PageStyle {
    static let all = Markup.StaticStyle(rules)
    /// The same with room for wide tables.
    static let ledger = Markup.StaticStyle(rules + ledgerLayout)
    /// A section a sheet of paper.
    static let letters = Markup.StaticStyle(
        rules + "\n@media print{section+section{break-before:page}}"
    )

    private static let rules =
        ":root{" + variables(\.light) + pageLight + "}\n"
        + "@media (prefers-color-scheme:dark){:root{" + variables(\.dark) + pageDark + "}}\n"
        + "@media print{:root{" + variables(\.light) + pageLight + "}}\n"
        + chartClasses + layout

    private static func variables(_ tone: (Paint) -> RGB) -> String {
        Paint.named.compactMap { paint in
            paint.name.map { "--\($0):" + tone(paint).hexadecimal + ";" }
        }.joined()
    }

    private static let pageLight =
        "--link:#1a5a96;--warn:#fff6e5;--warn-edge:#b8480f;"
        + "--card:#f4f6f9;--rule:#c3cad3;"
    private static let pageDark =
        "--link:#8cc2f5;--warn:#33240f;--warn-edge:#f09a5e;"
        + "--card:#1b222b;--rule:#465261;"

    /// Page colours win over the attributes of the drawing, so that charts darken with the page.
    private static let chartClasses =
        Paint.named.compactMap { paint in
            paint.name.map { "svg .f-\($0){fill:var(--\($0))}svg .s-\($0){stroke:var(--\($0))}\n" }
        }.joined()

    private static let layout = """
        *{box-sizing:border-box}
        html{-webkit-text-size-adjust:100%}
        body{margin:0 auto;max-width:50rem;padding:0 1.125rem 3rem;background:var(--page);
        color:var(--ink);font:1rem/1.55 system-ui,"Segoe UI",Roboto,Helvetica,Arial,sans-serif}
        h1{font-size:1.75rem;line-height:1.2;margin:2rem 0 .25rem;overflow-wrap:anywhere}
        h2{font-size:1.3rem;line-height:1.25;margin:2.75rem 0 .75rem;overflow-wrap:anywhere}
        .finding{font-weight:400}
        h3{font-size:1.05rem;margin:1.75rem 0 .5rem}
        p,ul,dl{margin:0 0 1rem;overflow-wrap:anywhere}
        a{color:var(--link)}
        a:focus-visible,.scroll:focus-visible{outline:3px solid var(--link);outline-offset:2px}
        .skip{position:absolute;left:-99rem}
        .skip:focus{left:1rem;top:.5rem;background:var(--page);padding:.5rem 1rem}
        .subtitle{color:var(--muted);margin:0 0 1.5rem}
        .answer{font-size:1.15rem;line-height:1.5}
        .answer p{margin-bottom:.75rem}
        .cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(8.75rem,1fr));gap:.75rem;
        margin:1.25rem 0 1.5rem;padding:0;list-style:none}
        .cards li{background:var(--card);border-top:3px solid var(--axis);padding:.7rem .85rem}
        .cards strong{display:block;font-size:clamp(.95rem,3.9vw,1.15rem);line-height:1.35;
        white-space:nowrap}
        .cards span{display:block;color:var(--muted);font-size:.9rem;line-height:1.4}
        .warnings{background:var(--warn);border-left:6px solid var(--warn-edge);
        padding:.85rem 1.1rem .2rem;margin:1.5rem 0}
        .warnings h2{margin:0 0 .5rem;font-size:1.1rem}
        .warnings ul{padding-left:1.2rem}
        nav{border-top:1px solid var(--rule);border-bottom:1px solid var(--rule);
        padding:.9rem 0 .3rem;margin:1.75rem 0}
        nav h2{font-size:1rem;margin:0 0 .4rem}
        nav ul{columns:2 14rem;column-gap:2.5rem;padding-left:1.2rem;margin-bottom:.6rem}
        figure{margin:1.25rem 0 .75rem}
        figcaption{margin-bottom:.6rem}
        figcaption strong{display:block}
        .chart{overflow-x:auto}
        .chart svg{display:block;max-width:none}
        .wide svg{width:100%;height:auto;min-width:40rem}
        .narrow{display:none}
        .scroll{overflow-x:auto;margin:0 0 1.5rem;background:linear-gradient(90deg,var(--page) 40%,
        transparent),linear-gradient(270deg,var(--page) 40%,transparent) 100% 0,
        linear-gradient(270deg,var(--rule),transparent) 100% 0;background-repeat:no-repeat;
        background-size:2.5rem 100%,2.5rem 100%,.6rem 100%;
        background-attachment:local,local,scroll}
        table{border-collapse:collapse;width:100%;font-size:.875rem;line-height:1.4}
        caption{text-align:left;font-weight:600;padding:.4rem 0}
        caption span{display:inline-block;position:sticky;left:0;
        max-width:min(47.75rem,100vw - 2.25rem)}
        th,td{text-align:left;vertical-align:top;padding:.4rem .55rem .4rem 0;
        border-bottom:1px solid var(--rule);font-weight:400;overflow-wrap:break-word}
        td:not(.n){overflow-wrap:anywhere;min-width:7rem}
        th:first-child{min-width:7.5rem;max-width:18rem}
        thead th{border-bottom:2px solid var(--axis);font-weight:600;vertical-align:bottom}
        tfoot th,tfoot td{border-bottom:0;border-top:2px solid var(--axis);font-weight:600}
        .n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
        thead .n{white-space:normal;min-width:5rem}
        .n+:not(.n){padding-left:1rem}
        th.n:last-child,td:last-child{padding-right:.15rem}
        .d{white-space:nowrap}td.d{min-width:0}
        .fill{min-width:9rem;height:2.4rem}
        dl dt{font-weight:600;margin-top:.7rem}
        dl dd{margin:0}
        code,.mono{font-family:ui-monospace,Menlo,Consolas,monospace;font-size:.9em;
        overflow-wrap:anywhere}
        pre{white-space:pre-wrap;overflow-wrap:anywhere;background:var(--card);padding:.7rem .9rem;
        margin:0 0 1rem;font-size:.9rem}
        footer{border-top:1px solid var(--rule);margin-top:3rem;padding-top:1rem;
        color:var(--muted);font-size:.9rem}
        @media screen and (max-width:44rem){.wide{display:none}.narrow{display:block}
        h1{font-size:1.45rem;margin-top:1.25rem}h2{font-size:1.2rem}.answer{font-size:1.05rem}
        .cards li:last-child:nth-child(odd){grid-column:1/-1}
        .stacked thead{position:absolute;left:-99rem}
        .stacked table,.stacked tbody,.stacked tfoot,.stacked tr,.stacked th,.stacked caption{display:block}
        .stacked tr{border-bottom:1px solid var(--axis);padding:.35rem 0}
        .stacked tbody th,.stacked tfoot th{border:0;font-weight:600;max-width:none;padding:.15rem 0;text-align:left}
        .stacked td{display:flex;justify-content:space-between;gap:1rem;border:0!important;padding:.1rem 0!important;
        text-align:right;white-space:normal;font-weight:400}
        .stacked td:empty:not(.fill){display:none}
        .stacked td::before{content:attr(data-h);color:var(--muted);text-align:left;flex:0 1 auto;max-width:60%;overflow-wrap:anywhere}}
        @page{size:A4;margin:16mm 15mm 18mm;
        @bottom-right{content:counter(page) " / " counter(pages);font:8pt system-ui,sans-serif;color:#555}}
        @media print{body{max-width:none;font-size:10pt;padding:0}nav,.skip{display:none}
        .wide{display:block}.narrow{display:none}.wide svg{min-width:0;max-height:210mm}
        footer{break-inside:avoid;break-before:avoid}
        .scroll,.chart{overflow:visible;background:none}
        .cards{grid-template-columns:repeat(auto-fit,minmax(7rem,1fr))}
        tbody tr:nth-child(-n+2){break-after:avoid}tbody tr:nth-last-child(-n+2){break-before:avoid}
        tfoot{display:table-row-group}
        h2,h3,caption,figcaption,thead{break-after:avoid}
        figure,tr,dt,h2,h3,.cards,.warnings{break-inside:avoid}dt{break-after:avoid}
        a{color:inherit;text-decoration:none}}
        """

    /// Prose and charts keep the column's width; tables take what the screen has, and paper lies on its side.
    private static let ledgerLayout = """

        body{max-width:78rem}
        .cards{display:flex;flex-wrap:wrap}.cards li{flex:1 1 9rem;max-width:14rem}
        p,main>ul:not(.cards),section>ul,dl,nav,figure,.warnings{max-width:47.75rem}
        caption span{max-width:min(75.75rem,100vw - 2.25rem)}
        table{width:auto;min-width:min(47.75rem,100%)}
        th,td{padding-right:.75rem}td:not(.n){min-width:5.75rem}
        @media (max-width:44rem){td:not(.n){min-width:8rem}}
        @media print{@page{size:A4 landscape;margin:12mm}table{font-size:8pt;min-width:100%}
        th,td{padding-right:.4rem}td:not(.n){min-width:0}th:first-child{min-width:0}
        thead .n{min-width:0}section{break-inside:auto}
        table:not(:has(tbody tr:nth-child(13))){break-inside:avoid}.wide svg{max-height:115mm}}
        """
}
