"""Layouts that are looked at when rules are changed."""
import json


def ld_json(s, kind="NewsArticle", **more):
    told = {"@context": "https://schema.org", "@type": kind, "headline": s.title, "datePublished": s.stamp(), "dateModified": s.later(),
            "publisher": {"@type": "Organization", "name": s.publisher, "logo": {"@type": "ImageObject", "url": "https://x/logo.png"}}, "mainEntityOfPage": {"@type": "WebPage", "@id": s.url}, **more}
    return f'<script type="application/ld+json">{json.dumps(told)}</script>'


def wire_agency(s, w):
    """International agency: generated names, numbered paragraphs in divs, "suggested topics", a newsletter row between paragraphs."""
    s.at("www.continentalwire.example", "Continental Wire", "/world/{slug}-{y}-{m:02d}-{d:02d}/")
    row = f'<div class="newsletter-sign-up-inline__container__2VdN" data-testid="NewsletterSignup"><span>The Briefing newsletter is your guide to the events of the week. Sign up <a href="/n">here</a>.</span></div>'
    topics = '<div data-testid="SuggestedTopics"><p>Suggested Topics:</p><ul><li><a href="/a">Africa</a></li><li><a href="/b">Conflict</a></li></ul></div>'
    body = s.body("div", 'data-testid="paragraph" class="text__text__1FZLe text__dark-grey__3Ml43 article-body__paragraph__2-BtD"', {2: row})
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{s.title} | {s.publisher}</title><meta property="og:title" content="{s.title}"><meta property="og:site_name" content="{s.publisher}"><link rel="canonical" href="{s.url}">{ld_json(s)}</head>
<body><div class="fusion-app"><header class="site-header"><nav><ul>{w.menu(10)}</ul></nav></header><main><article class="article__container"><div class="article-header__wrapper__1xkG"><h1 data-testid="Heading">{s.title}</h1><div class="info-content__author-date"><div>By <a href="/a">{s.author}</a></div><time datetime="{s.stamp('Z')}"><span>{s.us_day}</span><span>9:14 AM UTC</span><span>Updated ago</span></time></div></div>
<div class="primary-gallery__container"><figure><div data-testid="Caption">{w.caption()} CONTINENTAL/{w.person()}<a href="/l">Purchase Licensing Rights</a></div></figure></div>
<div class="article-body__wrapper__3IxHM"><div class="article-body__content__17Yit">{body}<p class="sign-off__text">Reporting by {s.author}; Editing by {w.person()}</p><p class="trust-badge">Our Standards: <a href="/p">The Continental Trust Principles.</a></p>{topics}</div></div></article>
<section class="read-next"><h2>Read Next</h2><ul>{"".join(f'<li><div class="media-story-card"><span>{x}</span><h3>{w.link()}</h3><time>12:1{i} PM</time></div></li>' for i, x in enumerate(["World", "Asia", "Europe", "Americas"]))}</ul></section></main><footer><p>© {s.y} {s.publisher}. All rights reserved</p></footer></div>{w.script(40)}</body></html>"""


def tabloid(s, w):
    """British tabloid: bullets that sum up, captions in paragraphs, share counts, boxes of other stories, a long thread of comments."""
    s.at("www.dailytrumpet.example", "Daily Trumpet", "/news/article-{n}/{slug}.html")
    caption = f'<div class="artSplitter mol-img-group"><div class="mol-img"><div class="image-wrap"><img></div></div><p class="imageCaption">{w.caption()}</p></div>'
    box = f'<div class="related-carousel with-fb-twitter"><div class="rotator-title"><h2>RELATED ARTICLES</h2></div><ul class="rotator-pages link-xogrxlarge"><li><a href="/1"><span class="pufftext"><strong>{w.headline()}</strong></span></a></li><li><a href="/2"><span class="pufftext"><strong>{w.headline()}</strong></span></a></li></ul><div class="shareArticles"><h3>Share this article</h3><ul><li>Share</li></ul><span class="bold">{s.number % 900} shares</span></div></div>'
    comments = "".join(f'<div class="comment"><p class="user-info"><a>{w.person()}</a>, Leeds, 2 hours ago</p><p class="comment-text">{w.comment()}</p><div>{i} Click to rate</div></div>' for i in range(20))
    side = "".join(f'<li class="puff"><a href="/p{i}"><img><span class="pufftext"><span class="arrow-small-r"></span>{w.headline()}</span></a></li>' for i in range(30))
    return f"""<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>{s.title} | Daily Trumpet Online</title><meta property="og:title" content="{s.title} | Daily Trumpet Online"><meta property="og:site_name" content="Daily Trumpet"><meta property="article:published_time" content="{s.stamp('+0000')}"><link rel="canonical" href="{s.url}"></head><body>{w.script(30)}
<div id="page-container"><div class="page-header"><ul class="nav-primary">{w.menu(12)}</ul></div><div id="content" class="alpha"><div id="js-article-text" class="article-text wide heading-tag-switch"><h2>{s.title}</h2><ul class="mol-bullets-with-font"><li><strong>{s.tell(s.paragraphs[1])}</strong></li><li><strong>{s.tell(s.paragraphs[2])}</strong></li></ul>
<p class="author-section byline-plain">By <a class="author">{s.author}</a></p><p class="byline-section"><span class="article-timestamp article-timestamp-published"><span class="article-timestamp-label">Published:</span><time datetime="{s.stamp('+0000')}">12:41, {s.long_day}</time></span> | <span class="article-timestamp-updated">Updated: <time datetime="{s.later()}">18:02</time></span></p>
<div class="shareArticles"><span>e-mail</span><span>{s.number % 300} shares</span><span>{s.number % 77} View comments</span></div><div itemprop="articleBody">{s.body(attributes='class="mol-para-with-font"', between={1: caption, 3: box})}</div></div>
<div id="articleIconLinksContainer"><span>Share or comment on this article:</span><h3>{s.title}</h3></div><div id="reader-comments"><h2>Comments {s.number % 77}</h2>{comments}<p>The views expressed in the contents above are those of our users and do not necessarily reflect the views of the paper.</p></div></div><div class="beta"><h3>DON'T MISS</h3><ul>{side}</ul></div></div></body></html>"""


def wordpress_classic(s, w):
    """A small WordPress site: entry-content, sharing row, related posts, tags, a thread of comments, widgets."""
    s.at("harbourpost.example", "The Harbour Post", "/{y}/{m:02d}/{d:02d}/{slug}/")
    comments = "".join(f'<li class="comment even depth-1"><article class="comment-body"><footer class="comment-meta"><b class="fn">{w.person()}</b> <span class="says">says:</span><time datetime="{s.later()}">later</time></footer><div class="comment-content"><p>{w.comment()}</p></div><div class="reply"><a>Reply</a></div></article></li>' for _ in range(9))
    return f"""<!DOCTYPE html><html lang="en-US"><head><meta charset="UTF-8"><title>{s.title} &#8211; {s.publisher}</title><link rel="canonical" href="{s.url}"/></head><body class="post-template-default single single-post postid-{s.number} single-format-standard has-sidebar tag-comments">
<div id="page" class="site"><header id="masthead" class="site-header"><h1 class="site-title"><a href="/">{s.publisher}</a></h1><p class="site-description">News from the coast since 1911</p><nav id="site-navigation"><ul>{w.menu(7)}</ul></nav></header>
<div id="content" class="site-content"><div id="primary" class="content-area"><main id="main" class="site-main"><article id="post-{s.number}" class="post-{s.number} post type-post status-publish hentry category-news tag-related"><header class="entry-header"><div class="entry-meta"><span class="posted-on">Posted on <a href="{s.url}"><time class="entry-date published" datetime="{s.stamp()}">{s.us_day}</time><time class="updated" datetime="{s.later()}">x</time></a></span><span class="byline"> by <a>{s.author}</a></span></div><h1 class="entry-title">{s.title}</h1></header>
<div class="entry-content">{s.body(subheads='h3')}<div class="sharedaddy sd-sharing-enabled"><h3 class="sd-title">Share this:</h3><ul><li><a>Twitter</a></li><li><a>Facebook</a></li></ul></div><div id="jp-relatedposts" class="jp-relatedposts"><h3 class="jp-relatedposts-headline"><em>Related</em></h3>{"".join(f'<div class="jp-relatedposts-post"><h4>{w.link()}</h4><p class="jp-relatedposts-post-excerpt">{w.teaser()}</p></div>' for _ in range(3))}</div></div>
<footer class="entry-footer"><span class="cat-links">Posted in <a>News</a></span><span class="tags-links">Tagged <a>army</a>, <a>port</a></span></footer></article><nav class="navigation post-navigation"><div class="nav-links"><a>{w.headline()}</a><a>{w.headline()}</a></div></nav>
<div id="comments" class="comments-area"><h2 class="comments-title">9 thoughts on &ldquo;{s.title}&rdquo;</h2><ol class="comment-list">{comments}</ol><div id="respond" class="comment-respond"><h3>Leave a Reply</h3><form><p class="comment-notes">Your email address will not be published. Required fields are marked *</p></form></div></div></main></div>
<aside id="secondary" class="widget-area"><section class="widget"><h2>Recent Posts</h2><ul>{w.links(5)}</ul></section><section class="widget"><h2>About</h2><p>{w.bio()}</p></section></aside></div><footer id="colophon"><a href="https://wordpress.org/">Proudly powered by WordPress</a></footer></div></body></html>"""


def tagdiv(s, w):
    """The theme half of the world's small papers bought: td-post-content, share icons twice, inline ads, an author box, "more from author"."""
    s.at("thesavannahtimes.example", "Savannah Times", "/{slug}/")
    ad = f'<div class="td-a-rec td-a-rec-id-content_inline tdi_{s.number % 99}"><span class="td-adspot-title">- Advertisement -</span></div>'
    module = "".join(f'<div class="td_module_mx4 td-animation-stack"><h3 class="entry-title td-module-title">{w.link()}</h3></div>' for _ in range(6))
    return f"""<!doctype html><html lang="en-US" prefix="og: http://ogp.me/ns#"><head><meta charset="UTF-8"/><title>{s.title} - {s.publisher}</title><link rel="canonical" href="{s.url}"/><meta property="og:title" content="{s.title} - {s.publisher}"/><meta property="og:site_name" content="{s.publisher}"/><meta property="article:published_time" content="{s.stamp()}"/></head><body class="post-template single td-standard-pack global-block-template-1">
<div class="td-scroll-up"></div><div class="td-menu-background"></div><div id="td-mobile-nav"><div class="td-mobile-content"><ul>{w.menu(9)}</ul></div></div><div id="td-outer-wrap"><div class="td-header-wrap"><div class="td-header-top-menu"><div class="td_data_time">Monday, November 23, 2026</div><ul>{w.menu(5)}</ul></div></div>
<div class="td-main-content-wrap"><div class="td-crumb-container"><div class="entry-crumbs"><a>Home</a> <a>News</a> {s.title}</div></div><div class="td-pb-row"><div class="td-pb-span8 td-main-content"><article class="post"><div class="td-post-header"><ul class="td-category"><li><a>News</a></li></ul><header class="td-post-title"><h1 class="entry-title">{s.title}</h1><p class="td-post-sub-title">{s.tell(s.paragraphs[1])}</p><div class="td-module-meta-info"><div class="td-post-author-name">By <a>{s.author}</a></div><span class="td-post-date"><time class="entry-date updated td-module-date" datetime="{s.stamp()}">{s.us_day}</time></span><div class="td-post-views">{s.number % 999}</div></div></header></div>
<div class="td-post-sharing"><a>Facebook</a><a>Twitter</a><a>WhatsApp</a></div><div class="td-post-content tagdiv-type"><div class="td-post-featured-image"><figure><img><figcaption class="wp-caption-text">{w.caption()}</figcaption></figure></div>{s.body(between={1: ad, 3: ad})}</div>
<footer><div class="td-post-source-tags"><ul class="td-tags"><li><span>TAGS</span></li><li><a>army</a></li></ul></div><div class="td-post-sharing">Share</div><div class="td-block-row td-post-next-prev"><span>Previous article</span><a>{w.headline()}</a><span>Next article</span><a>{w.headline()}</a></div><div class="author-box-wrap"><div class="desc"><a>{s.author}</a><div class="td-author-description">{s.author} {w.bio()}</div></div></div></footer></article>
<div class="td_block_wrap td_block_related_posts"><h4 class="td-related-title"><a>RELATED ARTICLES</a><a>MORE FROM AUTHOR</a></h4>{module}</div><div class="comments" id="comments"><div id="respond"><h3>LEAVE A REPLY</h3></div></div></div><div class="td-pb-span4 td-main-sidebar"><div class="td_block_wrap"><h4>Latest</h4>{module}</div></div></div></div></div></body></html>"""


def drupal(s, w):
    """A research institute on Drupal: fields in fields, breadcrumb, side blocks with teasers of a sentence or two."""
    s.at("www.horninstitute.example", "Horn Institute", "/news/{slug}")
    rows = "".join(f'<div class="views-row"><article class="node node--type-news node--view-mode-teaser"><h3>{w.link()}</h3><div class="field field--name-field-summary">{w.teaser()}</div></article></div>' for _ in range(5))
    return f"""<!DOCTYPE html><html lang="en" dir="ltr"><head><meta charset="utf-8"/><meta name="Generator" content="Drupal 9 (https://www.drupal.org)"/><title>{s.title} | {s.publisher}</title><link rel="canonical" href="{s.url}"/><meta name="dcterms.date" content="{s.day}"/></head><body class="path-node page-node-type-article"><a href="#main-content" class="visually-hidden focusable skip-link">Skip to main content</a>
<div class="dialog-off-canvas-main-canvas"><div class="layout-container"><header role="banner"><div class="region region-header"><nav role="navigation" class="block block-menu"><ul>{w.menu(8)}</ul></nav></div></header><div class="region region-breadcrumb"><nav role="navigation"><h2 class="visually-hidden">Breadcrumb</h2><ol><li><a>Home</a></li></ol></nav></div>
<main role="main"><a id="main-content"></a><div class="layout-content"><div class="region region-content"><div class="block block-page-title-block"><h1 class="page-title"><span class="field field--name-title">{s.title}</span></h1></div><article role="article" class="node node--type-article node--view-mode-full"><footer class="node__meta"><div class="node__submitted">Submitted by <span>{s.author}</span> on <span class="field field--name-created">{s.us_day} - 09:12</span></div></footer>
<div class="node__content"><div class="field field--name-field-image"><img><blockquote class="image-field-caption"><p>{w.caption()}</p></blockquote></div><div class="clearfix text-formatted field field--name-body field--type-text-with-summary field--label-hidden field__item">{s.body(subheads='h2')}<ul>{"".join(f"<li>{s.tell(x)}</li>" for x in w.other()[1][1:4])}</ul></div><div class="field field--name-field-tags"><div class="field__label">Tags</div><a>security</a><a>Horn of Africa</a></div></div></article></div></div>
<aside class="layout-sidebar-second" role="complementary"><div class="views-element-container"><h2>Latest publications</h2>{rows}</div></aside></main><footer role="contentinfo"><p>Subscribe to our mailing list for analysis every Friday.</p></footer></div></div></body></html>"""


def amp(s, w):
    """An AMP page: boilerplate styles, amp- elements, consent, lists of other stories filled by templates."""
    s.at("amp.metronews.example", "Metro News", "/amp/{section}/{slug}-{n}")
    return f"""<!doctype html><html ⚡ lang="en"><head><meta charset="utf-8"><script async src="https://cdn.ampproject.org/v0.js"></script><title>{s.title}</title><link rel="canonical" href="{s.url}"><style amp-boilerplate>body{{-webkit-animation:-amp-start 8s}}</style><noscript><style amp-boilerplate>body{{-webkit-animation:none}}</style></noscript>{ld_json(s, articleBody=" ".join(s.paragraphs)[:160] + "...")}</head><body>
<amp-consent layout="nodisplay" id="c"><script type="application/json">{{"consents":{{"x":{{"checkConsentHref":"https://example.com/api/check-consent and some more words for a long string here."}}}}}}</script><div id="ui"><p>{w.cookie()}</p><button>Accept</button></div></amp-consent><amp-sidebar id="sb" layout="nodisplay"><ul>{w.menu(10)}</ul></amp-sidebar><header class="hd"><a href="/">{s.publisher}</a></header>
<main><article class="amp-wp-article"><header class="amp-wp-article-header"><h1 class="amp-wp-title">{s.title}</h1><div class="amp-wp-meta amp-wp-byline">{s.author}</div><div class="amp-wp-meta amp-wp-posted-on"><time datetime="{s.stamp()}">{s.us_day}</time></div></header><figure class="amp-wp-article-featured-image"><amp-img src="a.jpg" width=1 height=1></amp-img><figcaption>{w.caption()}</figcaption></figure>
<div class="amp-wp-article-content">{s.body(between={1: '<amp-ad width=300 height=250 type="doubleclick"><div fallback>Advertisement</div></amp-ad>', 2: f'<amp-iframe></amp-iframe><p><strong>ALSO READ | {w.link()}</strong></p>'})}</div><footer class="amp-wp-article-footer"><div class="amp-wp-meta amp-wp-tax-tag">Tags: <a>talks</a></div></footer></article>
<amp-list src="/r"><template type="amp-mustache"><a href="{{{{url}}}}">{{{{title}}}}</a></template></amp-list><section class="more"><h3>Trending Stories</h3>{"".join(f'<a href="/x" class="card"><h4>{w.headline()}</h4></a>' for _ in range(5))}</section></main><footer><p>All rights reserved.</p></footer></body></html>"""


def live_blog(s, w):
    """Updates of a day, newest first, each with a clock and a headline; a box of key events that repeats them."""
    s.at("www.theobserver-live.example", "Observer Live", "/world/live/{y}/{m:02d}/{d:02d}/{slug}")
    posts, keys = [], []
    for n, p in enumerate(s.paragraphs):
        head = w.other()[0]
        keys.append(f'<li><a href="#b{n}"><time>{20 - n}:0{n % 10}</time> {head}</a></li>')
        posts.append(f'<article id="block-{n}" class="block block--content is-key-event"><p class="block-time published-time"><a href="#b{n}"><time datetime="{s.day}T{20 - n % 20:02d}:00:00Z">{20 - n}.0{n % 10} GMT</time></a></p><h2 class="block-title">{s.tell(head)}</h2><div class="block-elements"><p>{s.rich(p)}</p></div><div class="block-share"><button>Share</button></div></article>')
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{s.title} – as it happened | World news | {s.publisher}</title><meta property="og:title" content="{s.title} – as it happened"><meta property="og:site_name" content="{s.publisher}"><link rel="canonical" href="{s.url}">{ld_json(s, "LiveBlogPosting", coverageStartTime=s.stamp())}</head><body><header><nav><ul>{w.menu(12)}</ul></nav></header>
<main><div class="headline-wrap"><h1>{s.title}</h1><div class="standfirst"><p>{s.tell(w.other()[1][1])}</p></div></div><aside class="key-events"><h2>Key events</h2><ul>{"".join(keys)}</ul></aside><div class="filter"><label>Show key events only</label><span>Please turn on JavaScript to use this feature</span></div><div id="liveblog-body" class="article-body-commercial-selector live-blog">{"".join(posts)}</div><div class="pagination"><button>Newest</button><span>1 of 3</span><button>Oldest</button></div></main>
<section><h2>Most viewed</h2><ol>{w.links(10)}</ol></section><footer><p>© {s.y} {s.publisher} or its affiliated companies. All rights reserved.</p></footer></body></html>"""


def paywall(s, w):
    """A metered daily: the text is there but hidden by a class, an offer stands over it, a second offer behind it."""
    s.at("www.thenationalist.example", "The Nationalist", "/{section}/{slug}-{n}.ece")
    offer = f'<div class="paywall-overlay modal"><h2>Subscribe to continue reading</h2><p>You have read all of your free articles this month. {w.promo()}</p><ul><li>Unlimited access on every device</li><li>The paper as it is printed, every day</li></ul><button>Subscribe now</button></div>'
    first = "".join(f"<p>{s.rich(p)}</p>" for p in s.paragraphs[:2])
    rest = "".join(f"<p>{s.rich(p)}</p>" for p in s.paragraphs[2:])
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{s.title} - {s.publisher}</title><meta name="title" content="{s.title}"><meta property="og:site_name" content="{s.publisher}"><meta property="article:published_time" content="{s.stamp('+05:30')}"><link rel="canonical" href="{s.url}">{ld_json(s, isAccessibleForFree="False", hasPart={"@type": "WebPageElement", "isAccessibleForFree": "False", "cssSelector": ".paywall"})}</head><body>
<div class="cookie-consent-bar"><p>{w.cookie()}</p><button>OK</button></div><header class="masthead"><ul>{w.menu(9)}</ul></header><div class="container"><div class="article-section"><h1 class="title">{s.title}</h1><h2 class="sub-title">{s.tell(s.paragraphs[-1])}</h2><p class="publish-time">{s.us_day} 10:47 pm | Updated {s.us_day} 11:58 pm IST</p><div class="author"><a>{s.author}</a></div>
<div class="article-picture"><p class="caption">{w.caption()} | Photo Credit: {w.person()}</p></div><div id="content-body-{s.number}" class="articlebodycontent">{first}<div class="paywall">{rest}</div></div>{offer}<div class="comments-shares">COMMENTS SHARE</div><div class="related-topics"><p>Related Topics</p><a>politics</a> / <a>diplomacy</a></div></div><div class="sidebar"><h3>Top News Today</h3><ul>{w.links(8)}</ul></div></div></body></html>"""


def ministry(s, w):
    """A ministry's release: title in a div, day with a label, justified paragraphs in tables, languages, a counter."""
    s.at("www.mfa.gov.example", "Ministry of Foreign Affairs", "/pressreleases/{n}")
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{s.publisher}</title><meta name="description" content="Official website"></head><body><div class="topStrip"><a>Skip to main content</a> <a>Screen Reader Access</a> <a>A+</a> <a>A-</a></div><div id="menu"><ul>{w.menu(8)}</ul></div><div class="language"><a>English</a> | <a>Français</a></div>
<div class="innner-page-main-about-us-content-right-part"><div class="MinistryNameSubhead text-center">{s.publisher}</div><div class="text-center"><h2>{s.title}</h2></div><div class="ReleaseDateSubHeaddateTime text-center pt20">Posted On: {s.d:02d} {["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"][s.m - 1]} {s.y} 4:30PM by Press Office</div><div class="pt20"></div>
<table width="100%"><tr><td>{s.body(attributes='style="text-align:justify"', links=0)}<p style="text-align:center">*****</p><p><strong>AB/CD/EF</strong></p></td></tr></table><div class="ReleaseLang">Read this release in: <a>Français</a>, <a>العربية</a></div></div><div class="footer"><p>Content owned by the ministry. Visitor number {s.number}</p></div></body></html>"""


def tables_of_1999(s, w):
    """1999: tables in tables, font tags, br br, a spacer, no paragraph element anywhere."""
    s.at("www.citygazette.example", "City Gazette", "/{y}/{m:02d}/{d:02d}/story{n}.htm")
    text = "<br>\n<br>\n".join("&nbsp;&nbsp;&nbsp;" + s.tell(p) for p in s.paragraphs)
    return f"""<HTML><HEAD><TITLE>City Gazette: {s.title}</TITLE></HEAD><BODY BGCOLOR="#FFFFFF" LINK="#0000CC"><TABLE WIDTH=780 BORDER=0 CELLPADDING=0><TR><TD COLSPAN=3><IMG SRC="logo.gif" ALT="City Gazette"></TD></TR><TR><TD WIDTH=130 VALIGN=TOP BGCOLOR="#EEEECC"><FONT FACE="Arial" SIZE=1>
{"<BR>".join(f'<A HREF="{i}.htm">{x}</A>' for i, x in enumerate(["Front page", "World", "Nation", "Business", "Sports", "Classifieds", "Weather", "Archive", "Search"]))}</FONT></TD><TD WIDTH=10></TD><TD VALIGN=TOP><FONT FACE="Times" SIZE=5><B>{s.title}</B></FONT><BR><FONT SIZE=2><I>{s.us_day}</I><BR>Web posted at: 3:15 p.m. EST</FONT><BR><BR>
<TABLE ALIGN=RIGHT WIDTH=200><TR><TD><IMG SRC=photo.jpg><FONT SIZE=1>{w.caption()}</FONT></TD></TR></TABLE><FONT FACE="Times" SIZE=3>{text}</FONT><BR><BR><HR><FONT SIZE=2><B>RELATED STORIES:</B><BR>{"<BR>".join(w.link() for _ in range(4))}<BR><BR><A HREF="#top">Back to the top</A></FONT></TD></TR><TR><TD COLSPAN=3 ALIGN=CENTER><FONT SIZE=1>&copy; {s.y} City Gazette. All rights reserved.<BR>Terms under which this service is provided to you.</FONT></TD></TR></TABLE></BODY></HTML>"""


def div_soup(s, w):
    """Divs in divs, names that say nothing, every paragraph a div with spans, the furniture made of the same."""
    s.at("m.quicknews.example", "QuickNews", "/s/{n}")
    def soup(inner, depth):
        for i in range(depth):
            inner = f'<div class="x{(s.number >> i) % 97:x}a">{inner}</div>'
        return inner
    paragraphs = "".join(soup(f'<span data-x="1"><span>{s.rich(p)}</span></span>', 3) for p in s.paragraphs)
    cards = "".join(soup(f'<a href="/s/{i}"><div class="q1"><span>{w.headline()}</span></div></a><div class="q2"><span>{w.teaser()}</span></div>', 2) for i in range(12))
    return f"""<!doctype html><html><head><meta charset="utf-8"><title>{s.title}</title><meta property="og:title" content="{s.title}"><meta property="og:site_name" content="{s.publisher}"><meta property="og:url" content="{s.url}"></head><body><div id="root">{soup("".join(f'<div class="n"><a href="/{i}">{x}</a></div>' for i, x in enumerate(["For you", "World", "Local", "Sport", "Money"])), 3)}
{soup(f'<div class="h7"><span>{s.title}</span></div><div class="k2"><span>{s.author}</span><span> · </span><span>{s.us_day}</span></div>' + soup(paragraphs, 2), 4)}<div class="c9"><div><span>{w.cookie()}</span></div><div role="button">Agree</div></div>{soup(cards, 3)}</div>{w.script(50)}</body></html>"""


def next_data(s, w):
    """A page that a script draws: nothing in the body, the story in JSON beside other stories and their summaries."""
    s.at("www.novapress.example", "Nova Press", "/story/{slug}")
    body = [{"type": "paragraph", "content": s.tell(p)} for p in s.paragraphs]
    body.insert(2, {"type": "image", "caption": w.caption(), "url": "https://cdn.example/x.jpg"})
    data = {"props": {"pageProps": {"article": {"headline": s.title, "standfirst": None, "publishedAt": s.stamp("Z"), "body": body, "author": {"name": s.author, "bio": s.author + " " + w.bio()}},
                                    "related": [{"title": w.other()[0], "summary": w.other()[1][0], "url": "/story/x"} for _ in range(12)], "config": {"cookieText": w.cookie(), "flags": [True] * 40}}}, "page": "/story/[slug]"}
    return f"""<!DOCTYPE html><html lang="en"><head><meta charSet="utf-8"/><title>{s.title} | {s.publisher}</title><meta property="og:title" content="{s.title}"/><meta property="og:site_name" content="{s.publisher}"/><meta property="article:published_time" content="{s.stamp('Z')}"/><link rel="canonical" href="{s.url}"/></head><body><div id="__next"><div class="loader">Loading…</div></div><noscript>You need to enable JavaScript to run this app.</noscript>
<script id="__NEXT_DATA__" type="application/json">{json.dumps(data)}</script><script src="/_next/static/chunks/main.js" async=""></script></body></html>"""


def lagos_daily(s, w):
    """A Nigerian daily: READ ALSO between paragraphs in bold, "Join our WhatsApp channel", kindly share, ads as paragraphs."""
    s.at("dailysentinelng.example", "Daily Sentinel Nigeria", "/{y}/{m:02d}/{slug}/")
    read = f'<p><strong>READ ALSO: {w.link()}</strong></p>'
    bare = f'<p><em><strong>READ ALSO:<a href="/x"> {w.headline()}</a></strong></em></p>'
    return f"""<!DOCTYPE html><html lang="en-US"><head><meta charset="UTF-8"><title>{s.title} - {s.publisher}</title><meta property="og:title" content="{s.title} - {s.publisher}"><meta property="og:site_name" content="{s.publisher}"><meta property="article:published_time" content="{s.stamp('+01:00')}"><link rel="canonical" href="{s.url}">
<script type="application/ld+json">{json.dumps({"@context": "https://schema.org", "@graph": [{"@type": "WebPage", "@id": s.url, "url": s.url, "name": s.title + " - " + s.publisher, "isPartOf": {"@id": "https://x/#website"}, "datePublished": s.stamp("+01:00")}, {"@type": "WebSite", "@id": "https://x/#website", "name": s.publisher}]})}</script></head><body class="single"><div class="top-bar">Monday, November 23, 2026</div><header><ul>{w.menu(11)}</ul></header>
<div class="wrap"><div class="post-area"><div class="breadcrumb">Home » News » {s.title}</div><h1 class="post-title">{s.title}</h1><div class="post-meta"><span>{s.us_day}</span> by <a>{s.author}</a></div><div class="post-content"><div class="ad-top"><p>{w.ad()}</p></div>{s.body(between={1: read, 2: '<p style="text-align:center">Advertisement</p>', 3: bare}, links=.1)}<p><strong>Kindly share this story:</strong></p><p><em><strong>All rights reserved. This material, and other digital content on this website, may not be reproduced, published, broadcast, rewritten or redistributed in whole or in part without prior express written permission.</strong></em></p>
<p><b>Join our <a href="https://whatsapp">WhatsApp channel</a> to get the latest news as it breaks.</b></p></div><div class="tags"><a>Abuja</a><a>Army</a></div><div class="related"><h3>RELATED NEWS</h3>{"".join(f'<div class="rel-item"><h4>{w.link()}</h4><p>{w.teaser()[:110]}[...]</p></div>' for _ in range(6))}</div></div><div class="side"><h3>TOP NEWS</h3><ul>{w.links(9)}</ul></div></div><footer>Copyright © {s.y} {s.publisher}</footer></body></html>"""


def delhi_paper(s, w):
    """An Indian daily: synopsis, three other stories among the paragraphs, text straight in a div with br, an endless list behind."""
    s.at("timesoftheplain.example", "Times of the Plain", "/city/{slug}/articleshow/{n}.cms")
    text = "<br><br>".join(s.rich(p, .3) + ('<div class="mid_ad"><span>AD</span></div>' if n == 1 else "") for n, p in enumerate(s.paragraphs))
    more = "".join(f'<div class="infinite_item"><div class="head">{w.link()}</div><div class="syn">{w.teaser()}</div><div class="meta">TNN / Updated: Nov {i + 1}, 2026, 10:0{i % 10} IST</div></div>' for i in range(15))
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{s.title} | City News - {s.publisher}</title><meta property="og:title" content="{s.title} - {s.publisher}"><meta property="og:site_name" content="The {s.publisher}"><link rel="canonical" href="{s.url}">{ld_json(s, articleBody=" ".join(s.paragraphs))}</head><body>{w.script(40)}<div id="app"><div class="nav_bar"><ul>{w.menu(14, "nav_li")}</ul></div><div class="bread">News / City News / {s.title}</div>
<div class="contentwrapper"><div class="_1Y-96"><h1 class="HNMDR"><span>{s.title}</span></h1><div class="xf8Pm byline"><a>{s.author}</a> / TNN / Updated: <span>{s.us_day[:3]} {s.d}, {s.y}, 22:15 IST</span></div><div class="share_icons"><span>Share</span><span>AA</span><span>Follow us</span></div><div class="M1rHh"><div class="img_cptn">{w.caption()}</div></div><div data-articlebody="1" class="_s30J clearfix">{text}</div>
<div class="GIVE1"><div><b>End of Article</b></div></div><div class="foll">FOLLOW US ON SOCIAL MEDIA</div></div><div class="rhs"><h4>Trending Topics</h4><ul>{w.links(8)}</ul><h4>Visual Stories</h4><ul>{w.links(5)}</ul></div></div><div class="perpetual">{more}</div></div></body></html>"""


def andean_daily(s, w):
    """English pages of an Andean daily: tags and ads in the text, a gallery with captions, "you may be interested", text in sections."""
    s.at("en.elaltiplano.example", "El Altiplano", "/noticias/{section}/{slug}-n{n}")
    gallery = f'<div class="gallery"><ul>{"".join(f"<li><img><span class=gallery-caption>{w.caption()}</span></li>" for _ in range(5))}</ul></div>'
    interest = f'<div class="te-puede-interesar related-inline"><h4>You may be interested</h4>{w.link()}</div>'
    return f"""<!DOCTYPE html><html lang="es"><head><meta charset="utf-8"><title>{s.title} | {s.section} | {s.publisher}</title><meta property="og:title" content="{s.title}"><meta property="og:site_name" content="{s.publisher}"><meta name="cXenseParse:recs:publishtime" content="{s.stamp('-05:00')}"><meta property="og:url" content="{s.url}"></head><body><header class="s-header"><ul>{w.menu(9)}</ul></header>
<div class="sht"><h1 itemprop="name" class="sht__title">{s.title}</h1><h2 itemprop="description" class="sht__summary">{s.tell(s.paragraphs[-1])}</h2></div><div class="story-contents"><div class="story-contents__author-date"><a>{s.author}</a><time datetime="{s.stamp('-05:00')}">{s.d:02d}/{s.m:02d}/{s.y} 09H10</time></div>{gallery}<div class="story-contents__content">{s.body("p", 'itemprop="description" class="story-contents__font-paragraph"', {1: interest, 3: f'<div class="ads__placeholder"><span>{w.ad()}</span></div>'})}</div>
<div class="story-tags"><span>TAGS</span><a>Lima</a><a>Congress</a></div><div class="recommended"><h3>RECOMMENDED VIDEO</h3><p>{w.teaser()}</p></div></div><div class="most-read"><h4>Most read</h4><ol>{w.links(7)}</ol></div><footer>{s.publisher} - Jr. Jorge 300</footer></body></html>"""


def endless_scroll(s, w):
    """The next stories stand whole behind the first, each an article of its own."""
    s.at("www.openreport.example", "Open Report", "/article/{n}/{slug}")
    others = "".join(f'<article class="article-item" data-url="/article/{i}"><h2 class="article-title">{w.headline()}</h2><span class="date">{MDAY(i)}</span><div class="article-content">{"".join(f"<p>{p}</p>" for p in w.other()[1][:3])}</div></article>' for i in range(2))
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{s.title} - {s.publisher}</title><meta property="og:title" content="{s.title}"><meta property="og:site_name" content="{s.publisher}"><meta property="article:published_time" content="{s.stamp()}"><link rel="canonical" href="{s.url}"></head><body><header><nav>{w.menu(8)}</nav></header><div id="feed"><article class="article-item current" data-url="{s.url}"><h1 class="article-title">{s.title}</h1><span class="date">{s.us_day}</span><div class="article-content">{s.body()}</div><div class="article-tags"><a>x</a></div></article><div class="next-up">Next story</div>{others}</div></body></html>"""


def MDAY(i):
    return f"November {i + 3}, 2026"


def relief_agency(s, w):
    """News of a relief agency: text in components, pictures and quotes between them, a list of figures, contacts at the end."""
    s.at("news.reliefunion.example", "Relief Union", "/en/story/{y}/{m:02d}/{n}")
    parts = []
    for n, p in enumerate(s.paragraphs):
        parts.append(f'<div class="paragraph paragraph--type--text"><div class="field__item"><p>{s.rich(p)}</p></div></div>')
        if n == 1:
            parts.append(f'<div class="paragraph paragraph--type--image"><div class="image-credit">© Relief Union/{w.person()}</div><div class="image-caption"><p>{w.caption()}</p></div></div>')
        if n == 2:
            parts.append(f'<div class="paragraph paragraph--type--list"><ul>{"".join(f"<li>{s.tell(x)}</li>" for x in w.other()[1][1:3])}</ul></div>')
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{s.title} | {s.publisher}</title><meta name="dcterms.title" content="{s.title}"><meta name="dcterms.issued" content="{s.stamp()}"><meta property="og:site_name" content="{s.publisher}"><link rel="canonical" href="{s.url}"></head><body><div class="eu-cookie-compliance-banner"><h2>We use cookies</h2><p>{w.cookie()}</p></div><header><nav><ul>{w.menu(9)}</ul></nav></header>
<main><div class="grid"><article class="node--type-news-story"><h1>{s.title}</h1><div class="d-flex"><time datetime="{s.stamp()}">{s.long_day}</time> <a>Humanitarian Aid</a></div><p class="lead">{s.tell(s.paragraphs[-1])}</p>{"".join(parts)}<h3>For more information</h3><p>{w.person()}, press officer, tel. +41 22 000 00 00</p><div class="social-share"><a>Facebook</a><a>Print</a></div></article>
<aside><h2>Related stories</h2>{"".join(f'<div class="card"><h3>{w.link()}</h3><p>{w.teaser()}</p></div>' for _ in range(4))}</aside></div></main><footer><ul>{w.links(6)}</ul></footer></body></html>"""


def county_paper(s, w):
    """A county paper of the American Midwest: asset-body, a sign-up box inside the text, teasers with times, a long legal footer."""
    s.at("www.prairiecourier.example", "Prairie Courier", "/news/{section}/article_{n}.html")
    box = f'<div class="inline-asset inline-editorial-asset layout-horizontal"><div class="card promo-design"><h4>Sign up for our morning newsletter</h4><p>{w.promo()}</p><form><input></form></div></div>'
    tease = "".join(f'<article class="tnt-asset-type-article card summary"><div class="card-headline"><h3 class="tnt-headline">{w.link()}</h3></div><p class="tnt-summary">{w.teaser()}</p><time datetime="2026-11-2{i}T10:00:00-06:00" class="tnt-date asset-date">Nov 2{i}, 2026</time></article>' for i in range(6))
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{s.title} | {s.section} | prairiecourier.example</title><meta property="og:title" content="{s.title}"><meta property="og:site_name" content="{s.publisher}"><link rel="canonical" href="{s.url}">{ld_json(s)}</head><body class="asset-type-article"><div id="site-navbar-container"><ul>{w.menu(10)}</ul></div><section id="main-page-container"><div class="row"><div class="col-lg-8"><article class="asset" itemscope itemtype="https://schema.org/NewsArticle"><header class="asset-header"><h1 class="headline"><span itemprop="headline">{s.title}</span></h1><div class="meta"><ul class="list-inline"><li class="hidden-print"><span itemprop="author" class="tnt-byline">{s.author} Courier staff</span></li><li><time datetime="{s.stamp('-06:00')}" class="tnt-date asset-date">{s.us_day}</time></li></ul></div></header>
<div class="share-container"><a>Facebook</a><a>Email</a></div><div id="article-body" itemprop="articleBody" class="asset-content subscriber-premium">{s.body("div", 'class="subscriber-preview"', {2: box}).replace('<div class="subscriber-preview">', '<div class="subscriber-preview"><p>').replace("</div>" + chr(10), "</p></div>" + chr(10))}</div><div class="asset-tagline"><p>Contact {s.author} at news@prairiecourier.example.</p></div><div class="asset-comments"><p>Commenting has been disabled for this story.</p></div></article></div><div class="col-lg-4"><h3>Most Popular</h3>{tease}</div></div></section>
<footer><p>Prairie Courier, 12 Main Street. Terms of Use | Privacy Policy. The use of this site means you accept that everything in it may not be copied without our consent in writing.</p></footer></body></html>"""


LAYOUTS = [wire_agency, tabloid, wordpress_classic, tagdiv, drupal, amp, live_blog, paywall, ministry, tables_of_1999, div_soup, next_data, lagos_daily, delhi_paper,
           andean_daily, endless_scroll, relief_agency, county_paper]
