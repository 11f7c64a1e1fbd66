"""Why a file cannot be read or written, in Chinese: the system itself says it in English."""

from __future__ import annotations

import errno

_WORDS = {
    errno.ENOENT: "没有这个路径",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EISDIR: "这是一个文件夹",
    errno.EEXIST: "已有同名的文件",
    errno.ENAMETOOLONG: "名称过长",
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "超过了磁盘配额",
    errno.EROFS: "磁盘只能读，不能写",
    errno.EIO: "磁盘读写出错",
    errno.EBUSY: "正被其他程序使用",
    errno.EADDRINUSE: "端口已被占用",
}


def why(error: BaseException) -> str:
    """The cause of *error* in a few words; those of the system where there are none of ours."""
    if isinstance(error, OSError):
        return _WORDS.get(error.errno or 0) or error.strerror or str(error)
    return str(error)
