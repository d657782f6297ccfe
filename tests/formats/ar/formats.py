from imgpath.formats import *  # noqa: F403
