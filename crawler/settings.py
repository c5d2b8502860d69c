"""Scrapy's settings: polite, bounded, verified, and silent towards everybody else."""

from datetime import timedelta

BOT_NAME = "xuncha"
SPIDER_MODULES = ["crawler.spiders"]
#: An order puts the office's contact here; a run by hand should say ``-s USER_AGENT=…``.
USER_AGENT = "xuncha/0.1 (no contact given)"

# Politeness: one host, one conversation at a time, with a delay that adapts
# wherever the inventory names none (crawler.sites fills DOWNLOAD_SLOTS).
ROBOTSTXT_OBEY = True
CONCURRENT_REQUESTS = 32
CONCURRENT_REQUESTS_PER_DOMAIN = 1
DOWNLOAD_DELAY = 1.0
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_START_DELAY = 1.0
AUTOTHROTTLE_MAX_DELAY = 30.0
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "zh-CN,zh;q=0.9",
}
# A time-out is not tried again: the next pass is the second try, and a dead
# host would otherwise cost twice as much for every column it has.
RETRY_TIMES = 1
RETRY_HTTP_CODES = [500, 502, 503, 504, 522, 524, 408]
RETRY_EXCEPTIONS = [
    "scrapy.exceptions.CannotResolveHostError",
    "scrapy.exceptions.DownloadConnectionRefusedError",
    "scrapy.exceptions.DownloadFailedError",
]
RETRY_GIVE_UP_LOG_LEVEL = "INFO"

#: Seconds between two visits to a platform; half as long to half as long again, by chance.
PLATFORM_PAUSE = 8.0

# Bounds.
#: Bytes of one answer, on the wire and again after decompression.
DOWNLOAD_MAXSIZE = 8 * 1024 * 1024
DOWNLOAD_WARNSIZE = 0
#: Seconds for one request from connecting to its last byte, so that a drip is cut too.
DOWNLOAD_TIMEOUT = timedelta(seconds=20).total_seconds()
#: Seconds of conversation that one look may take, all its requests together.
LOOK_TIMEOUT = timedelta(seconds=80).total_seconds()
REDIRECT_MAX_TIMES = 5
# A body that ends early still proves the entries it shows; see LookingSpider.page.
DOWNLOAD_FAIL_ON_DATALOSS = False
REACTOR_THREADPOOL_MAXSIZE = 20

# Every answer is an outcome: nothing is dropped on the way to the spider.
HTTPERROR_ALLOW_ALL = True
METAREFRESH_ENABLED = False
# A callback yields one step, and Scrapy starts a task for each item that might be on its way.
CONCURRENT_ITEMS = 2
DUPEFILTER_CLASS = "scrapy.dupefilters.BaseDupeFilter"

# Safety: names are checked in SiteMiddleware at every hop, addresses in the resolver.
DOWNLOAD_VERIFY_CERTIFICATES = True
TWISTED_DNS_RESOLVER = "crawler.resolver.GuardedResolver"
DOWNLOAD_HANDLERS = {
    "http": "crawler.handler.GuardedHandler",
    "https": "crawler.handler.GuardedHandler",
    "data": None,
    "file": None,
    "ftp": None,
    "s3": None,
}
DOWNLOADER_MIDDLEWARES = {
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "crawler.middlewares.SiteMiddleware": 50,
    "crawler.robots.RobotsMiddleware": 100,
    "crawler.middlewares.TlsMiddleware": 560,
}
SPIDER_MIDDLEWARES = {"crawler.middlewares.EveryLookEnds": 10}
ITEM_PIPELINES = {"crawler.pipelines.KeepPipeline": 500}

# A page that a script fills is rendered by this browser; an empty path leaves it unfilled.
CHROMIUM = ""
#: Only a container whose root has no user namespaces needs False.
CHROMIUM_SANDBOX = True

# Nothing listens and nothing calls elsewhere. Cookies would bring in the public
# suffix list, fetched over the network, and make one look depend on another.
COOKIES_ENABLED = False
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False
LOG_LEVEL = "WARNING"
LOGSTATS_INTERVAL = 0
STATS_DUMP = False
