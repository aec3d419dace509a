"""Layouts held out: written before the rules were tuned, and not looked at when rules are changed. Measure on them, and leave them alone."""
import json


def broadcaster(s, w):
    """English service of a public broadcaster: generated class names, lead apart, audio, "more on this topic" inside the text."""
    s.at("www.deutschland-radio.example", "Radio Continental", "/en/{slug}/a-{n}")
    ld = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": s.title, "datePublished": s.stamp(), "dateModified": s.later(),
          "publisher": {"@type": "NewsMediaOrganization", "name": s.publisher}, "mainEntityOfPage": s.url, "author": [{"@type": "Person", "name": s.author}]}
    lead = s.tell(s.paragraphs[0])
    s.paragraphs = s.paragraphs[1:]
    more = f'<div class="sc-fUnMCh hZqYzN embed"><a href="/en/x/a-1"><h3 class="sc-hAZoDl">{w.headline()}</h3><span>More on this topic</span></a></div>'
    video = f'<div class="sc-video"><div aria-hidden="true" class="vjs-poster"></div><div class="vjs-control-text">To view this video please enable JavaScript</div><p class="video-title">{w.headline()}</p><span>02:14</span></div>'
    body = s.body(between={1: more, 3: video}, subheads="h2")
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{s.title} – {s.publisher} – {s.us_day[:-4].strip(', ')}</title>
<meta property="og:title" content="{s.title} – {s.publisher}"><meta property="og:site_name" content="radio-continental.example"><link rel="canonical" href="{s.url}">
<script type="application/ld+json">{json.dumps(ld)}</script>{w.script(30)}<style>.a{{color:red}}</style></head><body>
<a class="skip" href="#content">Skip to content</a><header><nav aria-label="Main"><ul>{w.menu(9)}</ul></nav><div>Live TV</div></header>
<main id="content"><div class="sc-gsFSXq"><div class="sc-kAyceB"><span class="kicker">{s.section}</span><span>Region</span><h1 class="sc-imWYAI">{s.title}</h1>
<div class="sc-jXbUNg"><span>{s.author}</span><time aria-hidden="true">{s.m:02d}/{s.d:02d}/{s.y}</time><span class="sr">{s.us_day}</span></div>
<p class="sc-dhKdcB teaser-text">{lead}</p><div class="share"><button>Share on Facebook</button><button>Copy link</button></div></div>
<figure><img src="x.jpg" alt=""><figcaption>{w.caption()}<small>Image: {w.person()}/Picture Alliance</small></figcaption></figure>
<div class="sc-kpDqfm rich-text">{body}<p><em>Edited by: {w.person()}</em></p></div></div>
<section class="sc-related"><h2>Related topics</h2><ul>{w.links(4)}</ul></section><section><h2>Top story</h2><a href="/en/t"><h3>{w.headline()}</h3><p>{w.teaser()}</p></a></section>
<section><h2>More from {s.publisher}</h2>{"".join(f'<div class="teaser"><a href="/x"><h3>{w.headline()}</h3><p>{w.teaser()}</p></a></div>' for _ in range(6))}</section></main>
<footer><ul>{w.menu(12)}</ul><p>© {s.y} {s.publisher}</p></footer></body></html>"""


def gulf_paper(s, w):
    """Joomla-like newspaper of the Gulf: microdata, print and mail icons, a long column of other stories before the text."""
    s.at("www.gulfherald.example", "Gulf Herald", "/news/gulf/{n}-{slug}")
    column = "".join(f'<div class="mod-item"><h4><a href="/n/{i}">{w.headline()}</a></h4><div class="introtext">{w.teaser()}</div></div>' for i in range(7))
    return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en-gb" lang="en-gb"><head><meta http-equiv="content-type" content="text/html; charset=utf-8" />
<meta name="author" content="{s.author}" /><meta name="generator" content="Joomla! - Open Source Content Management" /><title>{s.title}</title><link href="{s.url}" rel="canonical" /></head>
<body id="page" class="com_content view-article has-sidebar no-comments"><div id="wrap"><div id="top"><span id="today">Monday, 23 November 2026</span><div id="logo"><a href="/">{s.publisher}</a></div>
<ul class="nav menu">{w.menu(11)}</ul></div><div id="left" class="span3"><div class="moduletable"><h3>Latest</h3>{column}</div><div class="moduletable"><h3>Opinion</h3><ul>{w.links(6)}</ul></div></div>
<div id="component" class="span6"><div class="item-page" itemscope itemtype="https://schema.org/Article"><meta itemprop="inLanguage" content="en-GB" /><div class="page-header"><h2 itemprop="headline">{s.title}</h2></div>
<div class="icons"><ul class="actions"><li class="print-icon"><a href="#">Print</a></li><li class="email-icon"><a href="#">Email</a></li></ul></div>
<dl class="article-info muted"><dt class="article-info-term">Details</dt><dd class="createdby" itemprop="author" itemscope itemtype="https://schema.org/Person">Written by <span itemprop="name">{s.author}</span></dd>
<dd class="category-name">Category: <a href="/gulf">Gulf</a></dd><dd class="published"><time datetime="{s.stamp('+03:00')}" itemprop="datePublished">Published: {s.long_day}</time></dd><dd class="hits">Hits: {s.number % 5000}</dd></dl>
<div class="pull-left item-image"><img src="/images/a.jpg" /><p class="img_caption">{w.caption()}</p></div>
<div itemprop="articleBody">{s.body(attributes='style="text-align: justify;"', links=.1)}</div>
<ul class="pager pagenav"><li class="previous"><a href="/p">Prev</a></li><li class="next"><a href="/n">Next</a></li></ul></div></div>
<div id="right" class="span3"><div class="moduletable"><h3>Most read</h3><ol>{w.links(8)}</ol></div><div class="banner">{w.ad()}</div></div><div id="footer">Copyright © {s.y} {s.publisher}. All Rights Reserved.</div></div></body></html>"""


def island_online(s, w):
    """South-east Asian paper: the text in one div, paragraphs divided by br br, boxes of other stories between, day and month in figures."""
    s.at("www.islandtoday.example", "Island Today", "/read/{n}/{slug}")
    parts = []
    for n, p in enumerate(s.paragraphs):
        parts.append(s.rich(p, .2))
        if n == 1:
            parts.append(f'<table class="linksisip"><tr><td><div class="lihatjg"><strong>Also Read: </strong>{w.link()}</div></td></tr></table>')
        if n == 3:
            parts.append(f'<div class="parallaxindetail scrollpage"><div class="parallax_caption">SCROLL TO CONTINUE WITH CONTENT</div><div class="parallax_ads">{w.ad()}</div></div>')
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{s.title}</title><meta name="description" content="{s.paragraphs[0][:140]}"><meta property="og:title" content="{s.title}">
<meta property="og:url" content="{s.url}"><meta property="og:site_name" content="{s.publisher}"><meta name="publishdate" content="{s.y}/{s.m:02d}/{s.d:02d} 10:15:00"></head><body>{w.script(20)}
<div class="header"><div class="container"><div class="logo"></div><ul class="nav">{w.menu(12)}</ul></div></div><div class="breadcrumb"><a href="/">Home</a> &gt; <a href="/w">{s.section}</a></div>
<div class="container"><div class="column-8"><div class="detail"><div class="detail__header"><h1 class="detail__title">{s.title}</h1><div class="detail__author">{s.author} - <span>{s.publisher}</span></div>
<div class="detail__date">{s.d:02d}/{s.m:02d}/{s.y} 10:15 WIB</div></div><div class="detail__share">Share <a href="#">0</a> <a href="#">Copy Link</a></div>
<div class="detail__media"><img src="a.jpg"><div class="detail__media-caption">{w.caption()} (Photo: {w.person()}/{s.publisher})</div></div>
<div class="detail__body itp_bodycontent_wrapper"><div class="detail__body-text itp_bodycontent"><strong>Jakarta</strong> -<br>{"<br><br>".join(parts)}<br><br><strong>(abc/def)</strong></div>
<div class="detail__body-tag"><a href="/t/1">peace talks</a><a href="/t/2">ministry</a><a href="/t/3">border</a></div></div></div>
<div class="box-reply"><h3>Comment</h3><p>Please log in to comment.</p></div><div class="list-content"><h3>Latest News</h3>{"".join(f'<article class="list-content__item"><h3 class="media__title">{w.link()}</h3><div class="media__date">{i + 2} hours ago</div></article>' for i in range(10))}</div></div>
<div class="column-4"><div class="box cb-mostpop"><h2>Most Popular</h2>{"".join(f'<div class="media"><span>#{i + 1}</span><h3>{w.link()}</h3></div>' for i in range(5))}</div></div></div></body></html>"""


def blogspot(s, w):
    """A journalist's blog: h3 title, divs with br, an archive down the side, comments longer than the text."""
    s.at("thesahelwatch.blogspot.example", "The Sahel Watch", "/{y}/{m:02d}/{slug}.html")
    comments = "".join(f'<dt class="comment-author"><a href="/p">{w.person()}</a> said...</dt><dd class="comment-body"><p>{w.comment()}</p></dd><dd class="comment-footer"><span class="comment-timestamp">{s.us_day} at 4:0{i % 10} PM</span></dd>' for i in range(14))
    years = "".join(f'<li class="archivedate"><a href="/{y}/">{y}</a> <span class="post-count">({y % 97})</span></li>' for y in range(2008, 2020))
    return f"""<html dir='ltr' xmlns='http://www.w3.org/1999/xhtml'><head><meta content='text/html; charset=UTF-8' http-equiv='Content-Type'/><meta content='blogger' name='generator'/>
<link href='{s.url}' rel='canonical'/><meta content='{s.title.replace("'", "&#39;")}' property='og:title'/><title>{s.publisher}: {s.title}</title></head><body class='loading'>
<div class='navbar section' id='navbar'></div><div class='body-fauxcolumns'></div><div class='content'><header><h1 class='title'><a href='/'>{s.publisher}</a></h1><p class='description'><span>Notes on politics and war south of the desert</span></p></header>
<div class='main-outer'><div class='columns'><div class='column-center-outer'><div class='main section' id='main'><div class='widget Blog'><div class='blog-posts hfeed'><div class="date-outer"><h2 class='date-header'><span>{s.us_day}</span></h2>
<div class='post hentry' itemscope='itemscope' itemtype='http://schema.org/BlogPosting'><h3 class='post-title entry-title' itemprop='name'>{s.title}</h3><div class='post-header'></div>
<div class='post-body entry-content' id='post-body-{s.number}' itemprop='description articleBody'><div dir="ltr" style="text-align: left;" trbidi="on"><div class="separator" style="clear: both;"><a href="a.jpg"><img border="0" src="a.jpg"/></a></div>
{"<br /><br />".join(s.rich(p, .4) for p in s.paragraphs)}</div><div style='clear: both;'></div></div><div class='post-footer'><div class='post-footer-line'>Posted by <span class='fn'>{s.author}</span> at <a class='timestamp-link' href='{s.url}' rel='bookmark'><abbr class='published' itemprop='datePublished' title='{s.stamp("-08:00")}'>2:14 PM</abbr></a>
<div class='post-share-buttons'>Email This BlogThis! Share to Twitter</div></div><div class='post-footer-line-2'>Labels: <a href='/l/a'>army</a>, <a href='/l/b'>border</a></div></div></div></div></div>
<div class='comments' id='comments'><h4>14 comments:</h4><dl id='comments-block'>{comments}</dl><p class='comment-footer'><a href='/post'>Post a Comment</a></p></div><div class='blog-pager'><a href='/n'>Newer Post</a><a href='/o'>Older Post</a></div></div></div></div>
<div class='column-right-outer'><aside><div class='widget BlogArchive'><h2>Blog Archive</h2><ul>{years}</ul></div><div class='widget LinkList'><h2>Links</h2><ul>{w.links(8)}</ul></div><div class='widget Profile'><h2>About Me</h2><p>{s.author} {w.bio()}</p></div></aside></div></div></div></body></html>"""


def caucasus_agency(s, w):
    """News agency of the Caucasus on an old system: windows-1252, half table and half div, the day without a mark on it."""
    s.at("en.apsnews.example", "APS News Agency", "/news/{n}.html")
    return f"""<html><head><META http-equiv="Content-Type" content="text/html; charset=windows-1252"><title>{s.publisher} | {s.title}</title></head><body bgcolor=#ffffff topmargin=0>
<table width=1000 align=center cellpadding=0 cellspacing=0><tr><td colspan=3><img src=/i/logo.gif><div class=topmenu><a href=/>Home</a> | <a href=/pol>Politics</a> | <a href=/eco>Economy</a> | <a href=/kar>Conflict</a> | <a href=/soc>Society</a></div></td></tr>
<tr><td width=200 valign=top class=leftcol><div class=hdr>NEWS LINE</div>{"".join(f'<div class=nl><span class=tm>{9 + i % 12}:{10 + i}</span> {w.link()}</div>' for i in range(14))}</td>
<td valign=top class=center><div class=opennews><div class=newsdate>{s.d} {["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"][s.m - 1]} {s.y} [14:{s.number % 50 + 10}]</div>
<div class=newshead>{s.title}</div><div class=newspic><img src=/f/1.jpg></div><div class=newsfull>{"".join(f'<p align=justify>{s.rich(p, .1)}' for p in s.paragraphs)}</div>
<div class=prn><a href=/print>Print version</a> <a href=/send>Send to a friend</a></div><div class=views>Views: {s.number % 3000}</div></div>
<div class=othernews><b>Other news</b><ul>{w.links(8)}</ul></div></td><td width=180 valign=top><div class=hdr>INTERVIEW</div>{"".join(f'<div class=iv><b>{w.link()}</b><br>{w.teaser()[:120]}...</div>' for _ in range(3))}</td></tr>
<tr><td colspan=3 align=center class=copy>&copy; 1999-{s.y} {s.publisher}. In case of use of our materials a reference is necessary.</td></tr></table></body></html>"""


def magazine(s, w):
    """A long read: drop cap, pull quotes that repeat the text, breaks, a newsletter box, notes of the author."""
    s.at("www.themeridian.example", "The Meridian", "/magazine/archive/{y}/{m:02d}/{slug}/{n}/")
    quote = s.paragraphs[min(2, len(s.paragraphs) - 1)].split(". ")[0]
    first = s.tell(s.paragraphs[0])
    s.paragraphs = s.paragraphs[1:]
    box = f'<div class="c-newsletter-promo"><h3>Get The Meridian Weekly</h3><p>{w.promo()}</p><form><input type="email" placeholder="Your email"><button>Sign Up</button></form></div>'
    pull = f'<aside class="c-pullquote"><blockquote>“{quote}.”</blockquote></aside>'
    more = f'<p class="c-recirc"><a href="/x">[ Read: {w.headline()} ]</a></p>'
    body = s.body(attributes='class="ArticleParagraph_root__4mszW" data-flatplan-paragraph="true"', between={0: pull, 2: box, 4: more, 6: '<hr class="ArticleLegacyHr_root__q3jNM">'}, links=.5)
    return f"""<!DOCTYPE html><html lang="en"><head><meta charSet="utf-8"/><title>{s.title} - {s.publisher}</title><meta property="og:title" content="{s.title}"/><meta property="og:site_name" content="{s.publisher}"/>
<meta property="article:published_time" content="{s.stamp('Z')}"/><meta property="article:modified_time" content="{s.later()}"/><link rel="canonical" href="{s.url}"/></head><body class="is-article has-nav tag-newsletter"><div id="__next"><nav class="Nav_root__d7qj">Sections<ul>{w.menu(12)}</ul></nav>
<main><article class="ArticleContainer_root"><header class="ArticleHero_root"><div class="ArticleRubric">{s.section}</div><h1 class="ArticleTitle_root__VrZaG">{s.title}</h1>
<div class="ArticleBylines_root">By <a href="/author/x">{s.author}</a></div><div class="ArticleTimestamp"><time datetime="{s.stamp('Z')}">{s.us_day}</time></div><button>Share</button><button>Save</button></header>
<figure class="ArticleLeadArt"><picture><img alt="a"/></picture><figcaption class="caption">Illustration by {w.person()}</figcaption></figure>
<section class="ArticleBody_root__2gF81"><p class="ArticleParagraph_root__4mszW dropcap">{first}</p>{body}</section>
<div class="ArticleBio_root"><h2>About the Author</h2><address><a href="/a">{s.author}</a> {w.bio()}</address></div></article><section class="Related_root"><h2>Explore More Topics</h2><ul>{w.links(6)}</ul></section></main>
<footer><p>TheMeridian.example © {s.y} The Meridian Group. All Rights Reserved.</p></footer></div></body></html>"""


def companion_columns(s, w):
    """A large American daily: css-in-js names, the text cut into columns with boxes between, a gate at the end."""
    s.at("www.thecourierdaily.example", "The Courier Daily", "/{y}/{m:02d}/{d:02d}/{section}/{slug}.html")
    blocks, size = [], 2
    for n in range(0, len(s.paragraphs), size):
        inner = "".join(f'<p class="css-at9mc1 evys1bk0">{s.rich(p)}</p>' for p in s.paragraphs[n:n + size])
        blocks.append(f'<div class="css-s99gbd StoryBodyCompanionColumn" data-testid="companionColumn-{n}"><div class="css-53u6y8">{inner}</div></div>')
        blocks.append(f'<div><div class="css-142l3g4" id="story-ad-{n}-wrapper"><p class="css-1r7ky0e">{w.ad()}</p><a class="css-777zgl" href="#after-story-ad-{n}">SKIP ADVERTISEMENT</a></div></div>')
    ld = [{"@context": "https://schema.org", "@type": "NewsArticle", "headline": s.title, "datePublished": s.stamp("Z"), "isAccessibleForFree": False,
           "publisher": {"@id": "https://www.thecourierdaily.example/#publisher"}}, {"@context": "https://schema.org", "@type": "NewsMediaOrganization", "name": s.publisher, "@id": "https://www.thecourierdaily.example/#publisher"}]
    return f"""<!DOCTYPE html><html lang="en-US"><head><meta charset="utf-8"><title data-rh="true">{s.title} - {s.publisher}</title><link data-rh="true" rel="canonical" href="{s.url}"><meta name="articleid" content="100000{s.number}">
<script type="application/ld+json">{json.dumps(ld)}</script></head><body>{w.script(60)}<div id="app"><div class="css-1k"><a href="#site-content" class="css-kgn7zc">Skip to content</a><header class="css-1d8a290"><section id="masthead-bar"><p class="css-10a3x">Today’s Paper</p></section></header>
<main id="site-content"><article id="story" class="css-1vxca1d e1lmdhsb0"><div id="sponsor-wrapper" class="css-1hyfx7x"><h2>Supported by</h2><a href="#after-sponsor">SKIP ADVERTISEMENT</a></div>
<header class="css-t7vbtx euiyums1"><div class="css-1vkm6nb"><h1 id="link-1" class="css-88wicj e1h9rw200" data-testid="headline">{s.title}</h1></div><div class="css-xt80pu"><div class="css-103l8m3"><p class="css-4anu6l e1jsehar1"><span class="byline-prefix">By </span><a href="/by/x">{s.author}</a></p>
<p class="css-aknsld">{s.author} {w.bio()}</p></div></div><time class="css-rqb9bm e16638kd3" datetime="{s.stamp('-05:00')}"><span>{s.us_day}</span></time><div class="css-79elbk" data-testid="share-tools"><ul role="toolbar"><li><button>Share full article</button></li></ul></div></header>
<section name="articleBody" class="meteredContent css-1r7ky0e">{"".join(blocks)}</section><div class="bottom-of-article"><div class="css-k008qs"><p>A version of this article appears in print on , Section A, Page 6 of the New York edition with the headline: {w.headline()}. <a href="/r">Order Reprints</a> | <a href="/t">Today’s Paper</a></p></div></div></article>
<div id="gateway-content"><div class="css-gx5sib">Thank you for your patience while we verify access. If you are in Reader mode please exit and log into your account.</div></div>
<section class="css-rec"><h2>Trending in The Courier</h2><ol>{w.links(6)}</ol></section></main><footer role="contentinfo"><p>© {s.y} The Courier Company</p></footer></div></div></body></html>"""


def portal(s, w):
    """An aggregator's page of an agency story: "story continues", cut text shown by a button, a stream of other stories and their teasers."""
    s.at("news.wanderer.example", "Associated Wire", "/{slug}-{n}.html")
    stream = "".join(f'<li class="js-stream-content"><div class="strm-item"><h3><a href="/n/{i}">{w.headline()}</a></h3><p>{w.teaser()}</p><div><span>{w.person()}</span><span>{i + 1}h ago</span></div></div></li>' for i in range(16))
    ld = {"@type": "NewsArticle", "headline": s.title, "datePublished": s.stamp("Z"), "provider": {"@type": "Organization", "name": s.publisher}, "publisher": {"@type": "Organization", "name": s.publisher}}
    half = {1: '<div class="caas-da"><div id="sda-INARTICLE"></div>Story continues below</div>', 3: f'<div class="caas-iframe"><p class="caas-readmore">Read more: {w.link()}</p></div>'}
    return f"""<!doctype html><html id="atomic" lang="en-US"><head><title>{s.title}</title><link rel="canonical" href="{s.url}"><script type="application/ld+json">{json.dumps(ld)}</script></head><body>
<div id="header-wrapper" role="banner"><ul>{w.menu(13)}</ul></div><div class="caas-container"><div class="caas-da">{w.ad()}</div><article role="article" class="caas-article"><div class="caas-content"><div class="caas-attr-provider-logo">{s.publisher}</div><header class="caas-title-wrapper"><h1 data-test-locator="headline">{s.title}</h1></header>
<div class="caas-content-byline-wrapper"><div class="caas-attr"><div class="caas-attr-item-author"><span>{s.author}</span></div><div class="caas-attr-time-style"><time datetime="{s.stamp('.000Z')}">{s.us_day} at 3:1{s.number % 10} PM</time><span class="caas-attr-mins-read">4 min read</span></div></div><div class="caas-share-section">{w.promo()[:40]}</div></div>
<figure class="caas-figure"><figcaption class="caption-collapse">{w.caption()} ({w.person()}/AFP)</figcaption></figure><div class="caas-content-wrapper"><div class="caas-body">{s.body(between=half, links=.4)}</div><div class="caas-readmore caas-readmore-collapse"><button>Story continues</button></div></div>
<div class="caas-comments"><button>View comments (7)</button></div></div></article></div><div class="stream"><h2>Latest Stories</h2><ul>{stream}</ul></div></body></html>"""


def webforms(s, w):
    """Press releases of a police force on WebForms: everything inside one form, nested tables, a span with br, hidden state."""
    s.at("www.police.gov.example", "National Police Service", "/press.aspx?id={n}")
    return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN"><html><head id="ctl00_Head1"><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>
	{s.publisher} - Press Releases
</title></head><body><form name="aspnetForm" method="post" action="press.aspx?id={s.number}" id="aspnetForm"><input type="hidden" name="__VIEWSTATE" id="__VIEWSTATE" value="{'dDwtMTA4MzE0MjEwNTs7' * 300}" />
<table width="100%" border="0"><tr><td class="top"><a href="default.aspx">{s.publisher}</a></td><td class="search"><input type="text" name="q"><input type="submit" value="Search"></td></tr></table>
<table width="100%" border="0"><tr><td width="180" valign="top"><table class="menuTable">{"".join(f'<tr><td class="menuCell"><a href="p{i}.aspx">{x}</a></td></tr>' for i, x in enumerate(["Home", "About the Force", "Organisation", "Press Releases", "Wanted Persons", "Tenders", "Vacancies", "Traffic", "Contact"]))}</table></td>
<td valign="top"><table width="100%"><tr><td class="PageTitle">Press Releases</td></tr><tr><td><span id="ctl00_C_lblTitle" class="prTitle">{s.title}</span></td></tr><tr><td><span id="ctl00_C_lblDate" class="prDate">{s.d:02d}-{["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"][s.m - 1]}-{s.y}</span></td></tr>
<tr><td><span id="ctl00_C_lblBody">{"<br /><br />".join(s.tell(p) for p in s.paragraphs)}</span></td></tr><tr><td align="right"><a href="javascript:window.print()">Print this page</a> | <a href="press.aspx">Back to list</a></td></tr></table></td>
<td width="160" valign="top"><table><tr><td class="boxTitle">Emergency</td></tr><tr><td>Call 999 or visit your nearest police station at any time of the day.</td></tr><tr><td class="boxTitle">Recent releases</td></tr>{"".join(f"<tr><td>{w.link()}</td></tr>" for _ in range(6))}</table></td></tr></table>
<table width="100%"><tr><td align="center" class="foot">Copyright {s.y} {s.publisher}. Best viewed at 1024x768.</td></tr></table></form></body></html>"""


def web_components(s, w):
    """A site of custom elements: the text stands in elements no specification knows, boxes between paragraphs, tags at the end."""
    s.at("apnewsroom.example", "Newsroom Press", "/article/{slug}-{n}")
    hub = '<div class="HTMLModuleEnhancement"><div class="PageListEnhancementGeneric"><div class="PageListEnhancementGeneric-title">Related coverage</div>' + "".join(f'<bsp-custom-headline><div class="PagePromo-title">{w.link("class=Link")}</div></bsp-custom-headline>' for _ in range(3)) + "</div></div>"
    freestar = f'<div class="SovrnAd Advertisement"><bsp-ad>{w.ad()}</bsp-ad></div>'
    meta = f'<meta property="og:title" content="{s.title}"><meta property="og:site_name" content="{s.publisher}"><meta property="article:published_time" content="{s.stamp("")}"><meta property="article:modified_time" content="{s.later()}">'
    return f"""<!DOCTYPE html><html class="StoryPage" lang="en" itemscope itemtype="http://schema.org/WebPage"><head><meta charset="UTF-8">{meta}<title>{s.title} | {s.publisher}</title><link rel="canonical" href="{s.url}"></head><body class="Page-body"><bsp-header class="Page-header"><nav><ul>{w.menu(10)}</ul></nav></bsp-header>
<bsp-story-page class="StoryPage"><div class="Page-content"><main class="Page-main"><div class="Page-headline-wrap"><h1 class="Page-headline">{s.title}</h1></div><bsp-carousel class="Carousel"><div class="CarouselSlide"><bsp-figure><img alt="x"><div class="CarouselSlide-infoDescription"><p>{w.caption()} ({w.person()}, File)</p></div></bsp-figure></div><div class="CarouselSlide"><div class="CarouselSlide-infoDescription"><p>{w.caption()}</p></div></div></bsp-carousel>
<div class="Page-byline-info"><div class="Page-authors">By <a class="Link" href="/author/a">{s.author}</a></div><div class="Page-dateModified"><bsp-timestamp data-timestamp="{s.number}000"><span data-date>Updated 5:40 PM UTC, {s.us_day}</span></bsp-timestamp></div></div><div class="Page-actions"><bsp-page-actions>Share<button>Copy</button></bsp-page-actions></div>
<div class="Page-storyBody gtmMainScrollContent"><bsp-story-body><div class="RichTextStoryBody RichTextBody">{s.body(between={1: hub, 3: freestar}, links=.4)}<p>___</p><p><i>{w.person()} in Geneva contributed to this report.</i></p></div></bsp-story-body><div class="Page-below"><div class="Tags"><a href="/hub/a">Army</a><a href="/hub/b">Politics</a></div></div></div></main></div></bsp-story-page>
<bsp-list-loadmore><h2>Most read</h2>{"".join(f'<div class="PageList-items-item"><div class="PagePromo"><h3>{w.link()}</h3><div class="PagePromo-description">{w.teaser()}</div></div></div>' for _ in range(8))}</bsp-list-loadmore><footer class="Page-footer"><p>Copyright {s.y} {s.publisher}. All Rights Reserved.</p></footer></body></html>"""


caucasus_agency.charset = "windows-1252"

LAYOUTS = [broadcaster, gulf_paper, island_online, blogspot, caucasus_agency, magazine, companion_columns, portal, webforms, web_components]
